# shellcheck shell=bash
# What a check finds, and how it is told. A check prints records; who runs it reads them.
: "${STRATUS_RUNTIMES?}" # RuntimeClass names, separated by spaces
source ./examination.sh

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
        quote_each check found why fix verify
        findings+=("{\"check\":${check},\"severity\":\"${severity}\",\"runtimes\":${runtimes},\"found\":${found},\"why\":${why},\"fix\":${fix},\"verify\":${verify}}")
    done < <(records)
    printf '[%s]' "$(joined "${findings[@]}")"
}
