# shellcheck shell=bash
# Goes before the last line of a rendered script. Counts the commands of the main shell; before the one numbered KILL_AT
# the run is killed. A run that ends by itself leaves in /run/kill-points the number of the first command of each line.
: "${KILL_AT:?}"
declare -A kill_seen=()
kill_count=0
kill_points=""
kill_step() {
    kill_count=$((kill_count + 1))
    if ((kill_count == KILL_AT)); then kill -KILL "$$"; fi
    if [[ ! -v kill_seen[$1] ]]; then
        kill_seen[$1]=1
        kill_points+="${kill_count} "
    fi
}
trap 'printf "%s\n" "${kill_points}" >/run/kill-points' EXIT
set -T
trap '((BASH_SUBSHELL)) || kill_step "${LINENO}"' DEBUG
