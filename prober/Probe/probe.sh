# shellcheck shell=bash
# What runs inside a sandbox and says what it sees there. bash does it alone, but for head (lookups), perl (ICMP, SCTP) and dmesg: nothing is
# installed, a connection takes no program, and so the first act of a fresh sandbox is the connection itself. It changes nothing but
# the markers that it is asked for, and never fails: what it could not find out is a record too.
#
# A record is a line: stratus-probe RUN SECONDS KIND NAME VALUE. RUN tells them from whatever else stands in a log. SECONDS are those of
# the sandbox's own clock. The last record is of kind ended: a log without it was cut short.
: "${STRATUS_RUN:?}"       # names the run and the pod: letters, digits, dots, dashes
: "${STRATUS_FIRST?}"      # the target that is tried before all else, NAME=PROTOCOL/ADDRESS/PORT; empty: none
: "${STRATUS_TARGETS?}"    # those that are tried then, all at once, separated by spaces
: "${STRATUS_WAIT:?}"      # the seconds that an answer is waited for
: "${STRATUS_LOOKS?}"      # what is looked at then: kernel, surface, markers
: "${STRATUS_MARKER?}"     # the text of the markers: empty: markers are looked for and none is left
source ./reach.sh
source ./kernel.sh
source ./surface.sh
source ./markers.sh

probe() {
    local target look
    # A probe goes on: a failed look is an answer.
    set +e
    export LC_ALL=C
    record began probe 1
    if [[ -n "${STRATUS_FIRST}" ]]; then
        reach first "${STRATUS_FIRST}"
        watch_window "${STRATUS_FIRST}"
    fi
    for target in ${STRATUS_TARGETS}; do reach target "${target}" & done
    wait
    for look in ${STRATUS_LOOKS}; do "look_at_${look}"; done
    record ended probe 1
}

# record KIND NAME VALUE. One write: a log keeps lines of several processes apart.
record() {
    local value="${3//[[:cntrl:]]/ }"
    printf 'stratus-probe %s %s %s %s %s\n' "${STRATUS_RUN}" "${EPOCHREALTIME}" "$1" "$2" "${value:0:1024}"
}

# content FILE: prints it; nothing where it cannot be read.
content() { { printf '%s' "$(<"$1")"; } 2>/dev/null; }
