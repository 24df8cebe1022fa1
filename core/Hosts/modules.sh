# shellcheck shell=bash
# What the kernel can do: modules, and the devices behind them. Nothing is loaded: a device whose module is not there yet is not even opened,
# because opening it would load the module.
: "${STRATUS_POOL_KIND:?}"    # none, loop or device
: "${STRATUS_ENCRYPTION:?}"   # true where traffic between nodes is encrypted
source ./findings.sh
source ./module-state.sh

wants_pool() { [[ "${STRATUS_POOL_KIND}" != none ]]; }

check_modules() {
    local module states=() kata
    kata="$(runtimes_of 'kata-*')"
    for module in overlay br_netfilter nf_conntrack; do module "${module}"; done
    if [[ "${STRATUS_ENCRYPTION}" == true ]]; then module wireguard; fi
    if wants_pool; then module dm_thin_pool; fi
    if [[ "${STRATUS_POOL_KIND}" == loop ]]; then module loop /dev/loop-control; fi
    if [[ -n "${kata}" ]]; then
        CONCERNS="${kata}" module tun /dev/net/tun
        CONCERNS="${kata}" module vhost_net /dev/vhost-net
        CONCERNS="${kata}" module vhost_vsock /dev/vhost-vsock
    fi
    fact modules "{$(joined "${states[@]}")}"
}

# module NAME [DEVICE]: that the kernel has it, and that its device, where the module is there already, opens.
module() {
    local state device="${2-}"
    state="$(module_state "$1")"
    # Without modules.builtin a device is the only sign of what is built in.
    if [[ "${state}" == absent && -n "${device}" && -c "${STRATUS_ROOT}${device}" ]]; then
        if opens "${device}"; then state=builtin; elif ! is_root; then state=unknown; fi
    fi
    states+=("\"$1\":\"${state}\"")
    if [[ "${state}" == absent ]]; then
        fatal "module.$1" "the kernel module $1 is absent" "$(need_of "$1")" "$(kernel_fix)" "modprobe --dry-run $1"
    elif [[ -z "${device}" || "${state}" == loadable ]] || opens "${device}"; then
        ok "module.$1" "the kernel module $1 is ${state}"
    elif ! is_root; then
        unchecked "module.$1" "${device} was not opened" "$(need_of "$1")" "check as root" "test -w ${device}"
    else
        fatal "module.$1" "the module $1 is ${state}, but ${device} cannot be opened" "$(need_of "$1")" \
            "let udev make the device: udevadm trigger --name-match=${device#/dev/}; in a container the device must be passed in" "test -w ${device}"
    fi
}
# <> makes a file that is not there, hence the question.
opens() { [[ -c "${STRATUS_ROOT}$1" ]] && { : <>"${STRATUS_ROOT}$1"; } 2>/dev/null; }

need_of() {
    case "$1" in
        overlay) printf 'containerd mounts images with it' ;;
        br_netfilter | nf_conntrack) printf 'k3s and Cilium need it for the traffic of Services' ;;
        wireguard) printf 'Cilium encrypts the traffic between nodes with it (cluster.encryption)' ;;
        dm_thin_pool | loop) printf 'the thin pool of this host is built with it' ;;
        *) printf 'Kata gives its virtual machines network and a channel to the agent through it' ;;
    esac
}
kernel_fix() {
    if has apt-get; then
        printf 'boot the full kernel of the distribution: linux-image-%s on Debian, linux-modules-extra-%s on Ubuntu' "$(architecture)" "${KERNEL}"
    elif has dnf; then
        printf 'dnf install --assumeyes kernel-modules-extra-%s' "${KERNEL}"
    else
        printf 'boot the full kernel of the distribution instead of a reduced one'
    fi
}

# The module may be there and the target not: device-mapper itself knows.
check_thin_target() {
    wants_pool || return 0
    local state targets
    state="$(module_state dm_mod)"
    if [[ "${state}" != loaded && "${state}" != builtin ]] || ! has dmsetup; then
        ok thin-pool.target "device-mapper is not asked yet: $(has dmsetup && printf 'dm_mod is %s' "${state}" || printf 'the preparation installs dmsetup')"
    elif targets="$(quickly dmsetup targets)" && [[ $'\n'"${targets}" == *$'\nthin-pool '* ]]; then
        ok thin-pool.target "device-mapper has the target thin-pool"
    elif [[ "$(module_state dm_thin_pool)" != absent ]]; then
        ok thin-pool.target "device-mapper loads the target thin-pool on demand"
    elif ! is_root; then
        unchecked thin-pool.target "device-mapper was not asked" "the thin pool is one of its targets" "check as root" "dmsetup targets"
    else
        fatal thin-pool.target "device-mapper has no target thin-pool" "the thin pool of this host is one" "$(kernel_fix)" "dmsetup targets | grep thin-pool"
    fi
}
