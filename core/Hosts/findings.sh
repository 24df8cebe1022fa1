# shellcheck shell=bash
# What a check finds, and how it is told. A check prints records; who runs it reads them.
: "${STRATUS_RUNTIMES?}" # RuntimeClass names, separated by spaces
source ../Scripting/lib.sh

SEPARATOR=$'\x1f' # no blank: read keeps empty fields between such
RECORDS=""

# fatal, warning, unchecked CHECK FOUND WHY FIX VERIFY and ok CHECK FOUND. CHECK is a name that never changes: reports are searched for it.
# CONCERNS before one of them lists those of the wanted runtimes that it matters to; without it, it matters to all.
fatal() { finding fatal "$@"; }
warning() { finding warning "$@"; }
unchecked() { finding unchecked "$@"; }
ok() { finding ok "$1" "$2" "" "" ""; }
# fact NAME JSON
fact() { record fact "$1" "$2"; }

# Names of RuntimeClasses hold nothing that JSON would escape, and a host has forty findings: a subshell each would be most of the time.
finding() {
    local severity="$1" check="$2" runtime concerned=" ${CONCERNS-${STRATUS_RUNTIMES}} " runtimes=""
    for runtime in ${STRATUS_RUNTIMES}; do
        if [[ "${concerned}" == *" ${runtime} "* ]]; then
            runtimes+=",\"${runtime}\":\"${severity}\""
        else
            runtimes+=",\"${runtime}\":\"ok\""
        fi
    done
    # It matters to some runtimes only, and none of those is wanted.
    [[ -z "${CONCERNS+set}" || -n "${CONCERNS}" ]] || severity=ok
    record finding "${severity}" "${check}" "{${runtimes#,}}" "${@:3}"
}
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
    # Who is not root seldom finds root's programs.
    is_root || [[ -n "${STRATUS_ROOT}" ]] || PATH+=:/usr/sbin:/sbin
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

# runtimes_of PATTERN: those of the wanted runtimes whose names match.
runtimes_of() {
    local runtime found=()
    for runtime in ${STRATUS_RUNTIMES}; do
        # shellcheck disable=SC2053 # a pattern
        if [[ "${runtime}" == $1 ]]; then found+=("${runtime}"); fi
    done
    printf '%s' "${found[*]}"
}
wants() { [[ -n "$(runtimes_of "$1")" ]]; }

has() { command -v "$1" >/dev/null 2>&1; }
is_root() { [[ "$(id -u)" == 0 ]]; }
# quickly COMMAND...: gives up on what hangs, as a dead disk or bus does.
quickly() { timeout 10 "$@" 2>/dev/null; }

# install_with DEBIAN-PACKAGE FEDORA-PACKAGE: the command that installs it here.
install_with() {
    if has apt-get; then
        printf 'apt-get install --yes %s' "$1"
    elif has dnf; then
        printf 'dnf install --assumeyes %s' "$2"
    else
        printf 'install the package %s (Debian, Ubuntu) or %s (Fedora, RHEL)' "$1" "$2"
    fi
}

# No here-string: bash may write those to a file, and this machine's disks may be read-only.
records() { printf '%s' "${RECORDS}"; }

# facts_json, findings_json: the records as JSON; the facts without braces.
facts_json() {
    local kind name value facts=()
    while IFS="${SEPARATOR}" read -r kind name value; do
        [[ "${kind}" != fact ]] || facts+=("$(quoted "${name}"):${value}")
    done < <(records)
    joined "${facts[@]}"
}
findings_json() {
    local kind severity check runtimes found why fix verify findings=()
    while IFS="${SEPARATOR}" read -r kind severity check runtimes found why fix verify; do
        [[ "${kind}" == finding ]] || continue
        findings+=("{\"check\":$(quoted "${check}"),\"severity\":\"${severity}\",\"runtimes\":${runtimes},\"found\":$(quoted "${found}"),\"why\":$(quoted "${why}"),\"fix\":$(quoted "${fix}"),\"verify\":$(quoted "${verify}")}")
    done < <(records)
    printf '[%s]' "$(joined "${findings[@]}")"
}
