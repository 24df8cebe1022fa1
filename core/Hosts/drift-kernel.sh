# shellcheck shell=bash
# Sysctls and modules, as the running kernel has them.
source ./drift-findings.sh
source ./module-state.sh

check_sysctls() {
    local key value found=0
    while read -r key value; do
        [[ "${key}" == set:* ]] || continue
        found=1
        compare_sysctl "${key#set:}" "${value}"
    done <"${CLAIM}"
    ((found)) || ! noted file /etc/sysctl.d/90-stratus.conf || unrecorded sysctl all "the values that were set were not noted"
}

# compare_sysctl KEY VALUE
compare_sysctl() {
    local file="${STRATUS_ROOT}/proc/sys/${1//.//}" now
    if [[ ! -e "${file}" ]]; then
        differs sysctl "$1" missing "$2" "not there: its module is gone" "${AGAIN}, which loads the module and sets it"
        return
    fi
    now="$(<"${file}")"
    if [[ "${now}" == "$2" ]] || { noted least "$1" && ((now > $2)); }; then
        matches sysctl "$1" "${now}"
    else
        differs sysctl "$1" value "$2" "${now}" "sysctl --write $1=$2, and find out who changed it; or ${AGAIN}"
    fi
}

check_modules() {
    local module state
    local -a modules=()
    read -r -a modules < <(noted modules || printf '\n')
    ((${#modules[@]})) || ! noted file /etc/modules-load.d/stratus.conf || unrecorded module all "the modules that were loaded were not noted"
    for module in "${modules[@]}"; do
        state="$(module_state "${module}")"
        if [[ "${state}" == loaded || "${state}" == builtin ]]; then
            matches module "${module}" loaded
        else
            differs module "${module}" notLoaded loaded "$([[ "${state}" == loadable ]] && printf 'not loaded' || printf 'not loaded, and this kernel has none')" \
                "$([[ "${state}" == loadable ]] && printf 'modprobe %s; or %s' "${module}" "${AGAIN}" || printf "boot the distribution's full kernel")"
        fi
    done
}
