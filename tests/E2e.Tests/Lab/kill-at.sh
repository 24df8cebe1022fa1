# shellcheck shell=bash
# Goes before the last line of a rendered script. Counts the commands of the main shell; before the one numbered KILL_AT
# the run is killed. A run that ends by itself leaves in /run/kill-points the number of the first command of each line.
# Left out is a line before which nothing happened since the one before it, no process, no writing and no redirection: killed
# there, a run leaves what it leaves when it is killed at that one.
: "${KILL_AT:?}"
declare -A kill_seen=()
kill_count=0
kill_points=""
kill_lines=0
kill_before=""
kill_redirected=""

kill_step() {
    kill_count=$((kill_count + 1))
    if ((kill_count == KILL_AT)); then kill -KILL "$$"; fi
    if ((KILL_AT == 0)) && [[ ! -v kill_seen[$1] ]]; then kill_line "$1"; fi
    if [[ $2 == *'>'* ]]; then kill_redirected=1; fi
}

kill_line() {
    local last io
    kill_seen[$1]=1
    kill_lines=$((kill_lines + 1))
    # The last process that was started anywhere, and how often this one wrote.
    read -r _ _ _ _ last </proc/loadavg
    mapfile -t io <"/proc/$$/io"
    if [[ ${kill_redirected}${last}${io[3]} == "${kill_before}" ]]; then return; fi
    kill_before=${last}${io[3]}
    kill_redirected=""
    kill_points+="${kill_count} "
}

trap 'printf "%s\n" "${kill_points}" >/run/kill-points; printf "%s\n" "${kill_lines}" >/run/kill-lines' EXIT
set -T
trap '((BASH_SUBSHELL)) || kill_step "${LINENO}" "${BASH_COMMAND}"' DEBUG
