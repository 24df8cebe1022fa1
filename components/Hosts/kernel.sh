# shellcheck shell=bash
# Kernel modules and sysctls, now and at every boot.
: "${STRATUS_POOL_KIND:?}"
source ../../core/Scripting/lib.sh

load_modules() {
    local module loaded=() needed=(overlay br_netfilter)
    if wants_pool; then needed+=(dm_thin_pool); fi
    if [[ "${STRATUS_POOL_KIND}" == loop ]]; then needed+=(loop); fi
    for module in "${needed[@]}"; do
        load "${module}" || fail "the kernel module ${module} does not load" "see: modprobe --verbose ${module}; install the full kernel"
        loaded+=("${module}")
    done
    # Which of these are required depends on the runtimes; the preflight has already refused what is.
    for module in nf_conntrack tun vhost_net vhost_vsock kvm_intel kvm_amd; do
        if load "${module}" 2>/dev/null; then loaded+=("${module}"); fi
    done
    note_now modules "${loaded[*]}"
    put_file /etc/modules-load.d/stratus.conf 0644 < <(printf '%s\n' "${loaded[@]}")
}
load() {
    local depends
    [[ ! -d "${STRATUS_ROOT}/sys/module/$1" ]] || return 0
    depends="$(modprobe --show-depends "$1" 2>/dev/null)" || return 1
    note_modules <<<"${depends}"
    modprobe "$1"
}
# What a module depends on, on standard input, is loaded with it: each is noted.
note_modules() {
    local kind file module
    while read -r kind file _; do
        module="${file##*/}"
        module="${module%%.ko*}"
        module="${module//-/_}"
        [[ "${kind}" == insmod && ! -d "${STRATUS_ROOT}/sys/module/${module}" ]] || continue
        note module "${module}"
    done
}
# By rmmod, one by one: modprobe --remove takes away with a module what it depends on, also what was loaded before us.
unload_modules() {
    local module modules
    mapfile -t modules < <(noted module | tac)
    for module in "${modules[@]}"; do
        [[ ! -d "${STRATUS_ROOT}/sys/module/${module}" ]] || rmmod "${module}" 2>/dev/null ||
            say "the module ${module} is in use and stays loaded until the next boot"
    done
}

# No others: systemd sets fs.file-max and kernel.pid_max to what the kernel allows, and the kernel sizes conntrack's hash by memory.
# name=value: the kubelet's protect-kernel-defaults wants these very values. name>=value: only ever raised.
SYSCTLS=(
    vm.panic_on_oom=0 vm.overcommit_memory=1 kernel.panic=10 kernel.panic_on_oops=1
    net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1
    "fs.inotify.max_user_instances>=8192" "fs.inotify.max_user_watches>=1048576" "net.netfilter.nf_conntrack_max>=524288"
)
set_sysctls() {
    local rule key value file before lines=() NOTED
    for rule in "${SYSCTLS[@]}"; do
        key="${rule%%[=>]*}"
        value="${rule##*=}"
        file="${STRATUS_ROOT}/proc/sys/${key//.//}"
        [[ -e "${file}" ]] || continue
        if read_noted "sysctl:${key}"; then
            before="${NOTED[0]}"
        else
            before="$(<"${file}")"
            note "sysctl:${key}" "${before}"
        fi
        [[ "${rule}" != *">="* ]] || ((before < value)) || continue
        lines+=("${key} = ${value}")
        note_now "set:${key}" "${value}"
        if [[ "${rule}" == *">="* ]]; then
            note least "${key}"
            (($(<"${file}") < value)) || continue
        fi
        [[ "$(<"${file}")" == "${value}" ]] || printf '%s\n' "${value}" >"${file}"
    done
    put_file /etc/sysctl.d/90-stratus.conf 0644 < <(printf '%s\n' "${lines[@]}")
}
# What somebody else has changed since is theirs.
restore_sysctls() {
    local rule key file before now
    for rule in "${SYSCTLS[@]}"; do
        key="${rule%%[=>]*}"
        file="${STRATUS_ROOT}/proc/sys/${key//.//}"
        before="$(noted "sysctl:${key}" || true)"
        [[ -n "${before}" && -e "${file}" ]] || continue
        now="$(<"${file}")"
        if [[ "${now}" == "$(noted "set:${key}" || printf '%s' "${now}")" ]]; then
            [[ "${now}" == "${before}" ]] || printf '%s\n' "${before}" >"${file}"
        elif [[ "${now}" != "${before}" ]]; then
            say "${key} is ${now}, which Stratus did not set, and stays"
        fi
    done
}
