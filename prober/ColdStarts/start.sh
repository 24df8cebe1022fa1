# shellcheck shell=bash
# What a sandbox runs whose start is timed. Its first record is as near to its first instruction as a program can be; what it then says of
# its kernel's boot takes nothing away from that. Records are those of the probe.
: "${STRATUS_RUN:?}"       # what its records carry
source ../Probe/kernel.sh

start() {
    set +e
    LC_ALL=C
    tell began start 1
    tell boot started "$(boot_time)"
    tell boot took "$(boot_took)"
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
