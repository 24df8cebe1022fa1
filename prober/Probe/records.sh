# shellcheck shell=bash
# What a sandbox says. A record is a line: stratus-probe RUN SECONDS KIND NAME VALUE. RUN tells them from whatever else stands in a log.
# SECONDS are those of the sandbox's own clock. The last record is of kind ended: a log without it was cut short.
: "${STRATUS_RUN:?}"       # names the run and the pod: letters, digits, dots, dashes

# Where nothing ever comes; empty: not opened yet, whatever the image has of that name.
IDLE=""

# record KIND NAME VALUE. One write: a log keeps lines of several processes apart.
record() {
    local value="${3//[[:cntrl:]]/ }"
    printf 'stratus-probe %s %s %s %s %s\n' "${STRATUS_RUN}" "${EPOCHREALTIME}" "$1" "$2" "${value:0:1024}"
}

# nap SECONDS: the time passes, and no program had to start.
nap() {
    open_idle
    IFS= read -r -t "$1" -u "${IDLE}" _
}

# Starts a process, and "$!" is that one's from here on. Called before subshells are started, it spares each of them its own.
open_idle() { [[ -n "${IDLE}" ]] || exec {IDLE}<> <(:); }
