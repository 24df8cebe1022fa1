# shellcheck shell=bash
# What a sandbox runs that is started for a pool: the same as any whose start is timed, and then it waits to be claimed.
source ../ColdStarts/start.sh

waiting_start() {
    start
    while :; do nap 3600; done
}
