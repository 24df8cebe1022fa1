# shellcheck shell=bash
# What else of the cluster and of the host can be seen from inside. A token is told to be there; what it says is not.

look_at_surface() {
    # Mounted is enough: that this user may not read it is no merit of the sandbox.
    local token=/var/run/secrets/kubernetes.io/serviceaccount
    if [[ -e "${token}" ]]; then record surface token present; else record surface token absent; fi
    record surface devices "$(devices)"
    record surface cgroups "$(writable_cgroups)"
    record surface capabilities "$(status CapEff)"
    record surface seccomp "$(status Seccomp)"
    record surface noNewPrivileges "$(status NoNewPrivs)"
    record surface user "${EUID}"
}

# Every device but those that the runtime specification gives each container.
devices() {
    local path found=()
    shopt -s nullglob globstar
    for path in /dev/**; do
        case "${path}" in
            /dev/null | /dev/zero | /dev/full | /dev/random | /dev/urandom | /dev/tty | /dev/console | /dev/ptmx | /dev/pts/*) continue ;;
            *) [[ -L "${path}" || ! -b "${path}" && ! -c "${path}" ]] || found+=("${path}") ;;
        esac
    done
    shopt -u nullglob globstar
    printf '%s' "${found[*]:-none}"
}

# To open for writing is to ask; nothing is written.
writable_cgroups() {
    local fields index file found=()
    while read -r -a fields; do
        for ((index = 6; index < ${#fields[@]}; index++)); do [[ "${fields[index]}" != - ]] || break; done
        [[ "${fields[index + 1]-}" == cgroup* ]] || continue
        file="${fields[4]}/cgroup.procs"
        if [[ -e "${file}" ]] && { : >>"${file}"; } 2>/dev/null; then found+=("${fields[4]}"); fi
    done </proc/self/mountinfo
    printf '%s' "${found[*]:-none}"
}

status() {
    local key value
    while IFS=$':\t ' read -r key value; do
        if [[ "${key}" == "$1" ]]; then
            printf '%s' "${value}"
            return
        fi
    done </proc/self/status
    printf unknown
}
