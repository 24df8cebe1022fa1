# shellcheck shell=bash
# What a sandbox runs whose start is timed. Its first record is as near to its first instruction as a program can be; its next act is to
# connect, where it is told to. What follows takes nothing away from either: what its kernel says of its boot, and a few more lines, one of
# which at least will be read at once. The start is known then; how the connection ended is told when it has.
: "${STRATUS_FIRST?}"      # the target of its first act, NAME=PROTOCOL/ADDRESS/PORT; empty: none
source ../Probe/records.sh
source ../Probe/kernel.sh
source ../Probe/reach.sh

start() {
    local number
    set +e
    export LC_ALL=C
    record began start 1
    if [[ -n "${STRATUS_FIRST}" ]]; then first_act "${STRATUS_FIRST}" & fi
    record boot started "$(boot_time)"
    record boot took "$(boot_took)"
    for number in 1 2 3 4 5; do
        nap 0.003
        record tick start "${number}"
    done
    record timed start 1
    wait
    record ended start 1
}

# In seconds, by the kernel's own log: when it frees what it needed for booting, it is done. Nothing where the log is closed to this user.
boot_took() {
    local line
    command -v dmesg >/dev/null || return
    while IFS= read -r line; do
        if [[ "${line}" =~ ^\[\ *([0-9]+\.[0-9]+)\]\ Freeing\ unused\ kernel ]]; then
            printf '%s' "${BASH_REMATCH[1]}"
            return
        fi
    done < <(dmesg 2>/dev/null)
}
