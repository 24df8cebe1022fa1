# shellcheck shell=bash
# What kind of machine this is.
source ./findings.sh

MINIMAL_KERNEL=5.10

check_privilege() {
    if is_root; then
        ok privilege "it runs as root"
    else
        unchecked privilege "it runs as $(id -un), not as root" "modules, devices and units are root's; some checks need them too" \
            "let the user run sudo without a password: echo '$(id -un) ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/stratus" "sudo -n id -u"
    fi
}

check_system() {
    local arch runtime virtual
    arch="$(architecture)"
    fact architecture "$(quoted "${arch}")"
    if [[ "${arch}" == amd64 || "${arch}" == arm64 ]]; then
        ok system.architecture "the architecture is ${arch}"
    else
        fatal system.architecture "the architecture is ${arch}" "k3s and the runtimes are pinned for amd64 and arm64" \
            "use an amd64 or arm64 machine" "uname -m"
    fi
    for runtime in kata-fc kata-clh; do
        if [[ "${arch}" == amd64 ]] || ! wants "${runtime}"; then continue; fi
        CONCERNS="${runtime}" fatal system.architecture "${runtime} on ${arch}" "kata-deploy ships ${runtime} for amd64 only" \
            "use kata-qemu on this host, or an amd64 machine" "uname -m"
    done
    if [[ -d "${STRATUS_ROOT}/run/systemd/system" ]]; then
        ok system.systemd "systemd is the init system"
    else
        fatal system.systemd "systemd is not the init system" "k3s and the thin pool are systemd units" \
            "use a distribution that boots with systemd, and no container" "test -d /run/systemd/system"
    fi
    virtual="$(virtualization)"
    fact virtualization "$(quoted "${virtual}")"
    fact distribution "$(quoted "$(distribution)")"
    fact security "$(quoted "$(security_module)")"
    fact iommuGroups "$(entries "${STRATUS_ROOT}/sys/kernel/iommu_groups")"
    ok system.virtualization "$([[ "${virtual}" == none ]] && printf 'bare metal' || printf 'a virtual machine or container (%s)' "${virtual}")"
}

check_kernel() {
    local filesystem
    fact kernel "$(quoted "${KERNEL}")"
    if printf '%s\n%s\n' "${MINIMAL_KERNEL}" "${KERNEL}" | sort --check=quiet --version-sort; then
        ok system.kernel "the kernel is ${KERNEL}"
    else
        fatal system.kernel "the kernel is ${KERNEL}" "Cilium needs ${MINIMAL_KERNEL} or newer" "upgrade the kernel, then reboot" "uname -r"
    fi
    filesystem="$(stat -f -c %T "${STRATUS_ROOT}/sys/fs/cgroup")"
    if [[ "${filesystem}" == cgroup2fs ]]; then
        ok system.cgroup "/sys/fs/cgroup is cgroup v2"
    else
        fatal system.cgroup "/sys/fs/cgroup is not cgroup v2 but ${filesystem}" "sandboxes are limited through cgroup v2" \
            "add systemd.unified_cgroup_hierarchy=1 to the kernel's command line, then reboot" "stat -f -c %T /sys/fs/cgroup says cgroup2fs"
    fi
}

# none, kvm, vmware, lxc, …
virtualization() {
    local said
    if has systemd-detect-virt; then
        said="$(quickly systemd-detect-virt || true)" # false where it is none
        printf '%s' "${said:-unknown}"
    elif grep -qsE '^flags\s*:.* hypervisor( |$)' "${STRATUS_ROOT}/proc/cpuinfo"; then
        printf 'vm'
    elif [[ -e "${STRATUS_ROOT}/sys/class/dmi/id/sys_vendor" ]]; then
        printf 'none'
    else
        printf 'unknown'
    fi
}
distribution() {
    local name
    name="$(sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "${STRATUS_ROOT}/etc/os-release" 2>/dev/null || true)"
    printf '%s' "${name:-unknown}"
}
security_module() {
    local enforce apparmor
    enforce="$(cat "${STRATUS_ROOT}/sys/fs/selinux/enforce" 2>/dev/null || true)"
    apparmor="$(cat "${STRATUS_ROOT}/sys/module/apparmor/parameters/enabled" 2>/dev/null || true)"
    case "${enforce}${apparmor}" in
        1*) printf 'SELinux, enforcing' ;;
        0*) printf 'SELinux, permissive' ;;
        Y*) printf 'AppArmor' ;;
        *) printf 'none' ;;
    esac
}
entries() {
    local found=()
    shopt -s nullglob
    found=("$1"/*)
    shopt -u nullglob
    printf '%s' "${#found[@]}"
}
