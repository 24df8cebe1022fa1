# shellcheck shell=bash
# Goes before the last line of a rendered script. Stops its main shell before each line that it comes to for the first time, until whoever
# watches has looked, and lets it go on or kills it.
# Left out is a line before which nothing happened since the one before it, no process, no writing and no redirection: killed
# there, a run leaves what it leaves when it is killed at that one.
declare -A stepped_seen=()
stepped_count=0
stepped_before=""
stepped_redirected=""

stepped_command() {
    if [[ ! -v stepped_seen[$1] ]]; then stepped_line "$1"; fi
    if [[ $2 == *'>'* ]]; then stepped_redirected=1; fi
}

stepped_line() {
    stepped_seen[$1]=1
    stepped_look
    if [[ ${stepped_redirected}${stepped_now} == "${stepped_before}" ]]; then return; fi
    stepped_count=$((stepped_count + 1))
    printf '%s %s\n' "${stepped_count}" "$1" >/tmp/stepped/at
    kill -STOP "$$"
    stepped_look
    stepped_before=${stepped_now}
    stepped_redirected=""
}

# The last process that was started anywhere, and how often this one wrote.
stepped_look() {
    local last io
    read -r _ _ _ _ last </proc/loadavg
    mapfile -t io <"/proc/$$/io"
    stepped_now=${last}${io[3]}
}

printf '%s\n' "$$" >/tmp/stepped/pid
set -T
trap '((BASH_SUBSHELL)) || stepped_command "${LINENO}" "${BASH_COMMAND}"' DEBUG
