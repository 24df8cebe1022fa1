# shellcheck shell=bash
# How a host is looked at: a check prints records, and one that breaks is a record and not the end of all others. Whoever sources this says
# what a record is, in a function of its own, and has a function unchecked CHECK FOUND WHY FIX VERIFY for what could not be asked.
source ../Scripting/lib.sh

SEPARATOR=$'\x1f' # no blank: read keeps empty fields between such
RECORDS=""
KERNEL="" # its release

record() {
    local field fields=()
    for field in "$@"; do fields+=("${field//[$'\n'"${SEPARATOR}"]/ }"); done
    local IFS="${SEPARATOR}"
    printf '%s\n' "${fields[*]}"
}
joined() {
    local IFS=,
    printf '%s' "$*"
}

# examine CHECK...: runs the functions check_CHECK. Each in a subshell: one that breaks is a finding and not the end of all others.
examine() {
    local check output
    if [[ -z "${KERNEL}" ]]; then
        KERNEL="$(uname -r)"
        # Who is not root seldom finds root's programs.
        is_root || [[ -n "${STRATUS_ROOT}" ]] || PATH+=:/usr/sbin:/sbin
    fi
    for check in "$@"; do
        # Not in a condition, where bash would go on after a failure. An unset variable ends a shell without an ERR.
        output="$(
            trap 'broken "${check}" "${BASH_COMMAND}"' ERR
            trap '(($? == 0)) || broken "${check}" "see standard error"' EXIT
            "check_${check}"
        )"
        RECORDS+="${output}"$'\n'
    done
}
broken() {
    ((BASH_SUBSHELL == 1)) || exit 1
    unchecked "$1" "the check broke: this command failed: $2" "what was not asked may be wrong" \
        "run the command on this host as root, mend what it complains about" "the command succeeds"
    trap - EXIT
    exit 0
}

has() { command -v "$1" >/dev/null 2>&1; }
is_root() { [[ "$(id -u)" == 0 ]]; }
# quickly COMMAND...: gives up on what hangs, as a dead disk or bus does.
quickly() { timeout 10 "$@" 2>/dev/null; }

# No here-string: bash may write those to a file, and this machine's disks may be read-only.
records() { printf '%s' "${RECORDS}"; }
