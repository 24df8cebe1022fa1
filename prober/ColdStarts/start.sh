# shellcheck shell=bash
# What a sandbox runs whose start is timed. Its first record is as near to its first instruction as a program can be. What follows takes
# nothing away from that: what its kernel says of its boot, and a few more lines, one of which at least will be read at once. Records are
# those of the probe.
: "${STRATUS_RUN:?}"       # what its records carry
source ../Probe/kernel.sh

start() {
    local quiet number
    set +e
    LC_ALL=C
    tell began start 1
    tell boot started "$(boot_time)"
    tell boot took "$(boot_took)"
    exec {quiet}<> <(:)
    for number in 1 2 3 4 5; do
        # Nothing ever comes: the time is up, and no program had to start.
        read -r -t 0.003 -u "${quiet}"
        tell tick start "${number}"
    done
    tell ended start 1
}

tell() { printf 'stratus-probe %s %s %s %s %s\n' "${STRATUS_RUN}" "${EPOCHREALTIME}" "$1" "$2" "$3"; }

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
