# shellcheck shell=bash
# Asks whether this machine can run the wanted runtimes. Says everything that is in the way at once; changes nothing.
: "${STRATUS_HOST_ID:?}"
: "${STRATUS_RUNTIMES?}"     # RuntimeClass names, separated by spaces
: "${STRATUS_POOL_KIND:?}"    # none, loop or device
: "${STRATUS_POOL_DEVICE?}"   # the whole block device, when POOL_KIND is device
source ../Scripting/lib.sh
source ./block-device.sh

MINIMAL_KERNEL=5.10
MINIMAL_FREE_MIB=10240
FINDINGS=()
WARNINGS=()
KVM_ANSWER=""
MODULES=()

# finding WHAT WHY FIX
finding() { FINDINGS+=("$1"$'\n      why: '"$2"$'\n      fix: '"$3"); }
warning() {
    WARNINGS+=("$1")
    say "warning: $1"
}
has() { command -v "$1" >/dev/null 2>&1; }
wants_kvm() { [[ " ${STRATUS_RUNTIMES} " == *" kata-"* ]]; }
wants_pool() { [[ "${STRATUS_POOL_KIND}" != none ]]; }

check_system() {
    local runtime arch
    arch="$(architecture)"
    [[ "$(id -u)" == 0 ]] || finding "the script runs as $(id -un), not as root" "modules, devices and units are root's" \
        "let the SSH user run sudo without a password: echo '$(id -un) ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/stratus"
    [[ "${arch}" == amd64 || "${arch}" == arm64 ]] ||
        finding "the architecture is ${arch}" "k3s and the runtimes are pinned for amd64 and arm64" \
        "use an amd64 or arm64 machine"
    for runtime in ${STRATUS_RUNTIMES}; do
        [[ "${runtime}" != kata-fc && "${runtime}" != kata-clh ]] || [[ "${arch}" == amd64 ]] ||
            finding "${runtime} on ${arch}" "kata-deploy ships ${runtime} for amd64 only" "use kata-qemu on this host, or an amd64 machine"
    done
    printf '%s\n%s\n' "${MINIMAL_KERNEL}" "$(uname -r)" | sort --check=quiet --version-sort ||
        finding "the kernel is $(uname -r)" "Cilium needs ${MINIMAL_KERNEL} or newer" "upgrade the kernel, then reboot"
    [[ "$(stat -f -c %T "${STRATUS_ROOT}/sys/fs/cgroup")" == cgroup2fs ]] ||
        finding "/sys/fs/cgroup is not cgroup v2" "sandboxes are limited through cgroup v2" \
            "add systemd.unified_cgroup_hierarchy=1 to the kernel's command line, then reboot"
    [[ -d "${STRATUS_ROOT}/run/systemd/system" ]] || finding "systemd is not the init system" "k3s and the thin pool are systemd units" \
        "use a distribution that boots with systemd"
}

# Opening /dev/kvm is not enough: only the answer to KVM_GET_API_VERSION tells that a hypervisor is behind it.
check_kvm() {
    local program kvm="${STRATUS_ROOT}/dev/kvm" how="enable VT-x or AMD-V in the firmware, or nested virtualization for this VM"
    how+="; then: modprobe kvm_intel || modprobe kvm_amd"
    wants_kvm || return 0
    if [[ ! -e "${kvm}" ]]; then
        finding "/dev/kvm is absent" "Kata sandboxes are virtual machines" "${how}"
    elif ! { : <>"${kvm}"; } 2>/dev/null; then
        finding "/dev/kvm cannot be opened" "Kata sandboxes are virtual machines" "${how}"
    elif has perl; then
        # shellcheck disable=SC2016 # perl's own variables
        program='open(my $kvm, "+<", $ARGV[0]) or die; print ioctl($kvm, 0xAE00, my $none = 0) + 0'
        KVM_ANSWER="$(perl -e "${program}" "${kvm}" 2>/dev/null || true)"
    elif has python3; then
        program='import fcntl, os, sys; print(fcntl.ioctl(os.open(sys.argv[1], os.O_RDWR), 0xAE00, 0))'
        KVM_ANSWER="$(python3 -c "${program}" "${kvm}" 2>/dev/null || true)"
    else
        KVM_ANSWER=opened
        warning "/dev/kvm opens, but without perl or python3 its API version was not asked"
    fi
    [[ -z "${FINDINGS[*]}" || "${FINDINGS[*]}" != *"/dev/kvm"* ]] || return 0
    [[ "${KVM_ANSWER}" == 12 || "${KVM_ANSWER}" == opened ]] ||
        finding "/dev/kvm answers '${KVM_ANSWER}' to KVM_GET_API_VERSION, not 12" "there is no usable hypervisor behind it" "${how}"
}

check_modules() {
    local module state wanted=(overlay br_netfilter)
    if wants_kvm; then wanted+=(tun vhost_net vhost_vsock); fi
    if wants_pool; then wanted+=(dm_thin_pool); fi
    if [[ "${STRATUS_POOL_KIND}" == loop ]]; then wanted+=(loop); fi
    for module in "${wanted[@]}"; do
        if [[ -d "${STRATUS_ROOT}/sys/module/${module}" ]]; then
            state=loaded
        elif modprobe --dry-run --quiet "${module}" 2>/dev/null; then
            state=loadable
        else
            state=absent
            finding "the kernel module ${module} is absent" "the cluster or a wanted runtime needs it" \
                "install the full kernel, for example linux-image-$(architecture) or linux-modules-extra-$(uname -r)"
        fi
        MODULES+=("$(quoted "${module}"):$(quoted "${state}")")
    done
}

# What apt can bring is no finding: the preparation installs it.
check_tools() {
    local tool wanted=(modprobe flock)
    has apt-get || wanted+=(curl)
    if wants_pool; then
        wanted+=(losetup blockdev wipefs)
        has apt-get || wanted+=(dmsetup thin_check mkfs.ext4)
    fi
    for tool in "${wanted[@]}"; do
        has "${tool}" || finding "the program ${tool} is absent" "the preparation needs it and cannot install it without apt-get" \
            "install the package that provides ${tool}"
    done
}

# listens PORT: whether something accepts TCP connections there (state 0A), on any address.
listens() {
    local port
    printf -v port '%04X' "$1"
    grep -qsE "^ *[0-9]+: [0-9A-F]+:${port} [0-9A-F]+:[0-9A-F]+ 0A " "${STRATUS_ROOT}/proc/net/tcp" "${STRATUS_ROOT}/proc/net/tcp6"
}

check_neighbours() {
    local port path unit
    ! claimed k3s || return 0
    for port in 6443 10250; do
        ! listens "${port}" ||
            finding "TCP port ${port} is taken" "the API server and the kubelet listen there" \
                "find out who has it: ss -ltnp 'sport = :${port}'"
    done
    for path in /usr/local/bin/k3s /etc/rancher/k3s/config.yaml /var/lib/rancher/k3s /var/lib/rancher/rke2 \
        /var/lib/kubelet/config.yaml /etc/kubernetes/kubelet.conf; do
        [[ ! -e "${STRATUS_ROOT}${path}" ]] || finding "${path} exists" "another Kubernetes lives or lived on this machine" \
            "uninstall it with its own uninstaller (k3s-uninstall.sh, kubeadm reset, ...)"
    done
    for unit in containerd docker crio kubelet; do
        ! systemctl is-active --quiet "${unit}" 2>/dev/null ||
            finding "${unit} is running" "a host of sandboxes runs nothing else; its network rules and mounts collide with k3s's" \
            "systemctl disable --now ${unit}, or use a dedicated machine"
    done
}

check_pool() {
    local reason reasons
    [[ "${STRATUS_POOL_KIND}" == device ]] || return 0
    if ! is_block_device "${STRATUS_POOL_DEVICE}"; then
        finding "${STRATUS_POOL_DEVICE} is not a block device" "the thin pool is built on it" \
            "take a stable name of a whole disk from: ls -l /dev/disk/by-id"
        return
    fi
    has wipefs || return 0
    mapfile -t reasons < <(foreign_content "${STRATUS_POOL_DEVICE}" stratus-pool || printf 'it cannot be examined\n')
    for reason in "${reasons[@]}"; do
        finding "${STRATUS_POOL_DEVICE}: ${reason}" "the thin pool overwrites the whole device" \
            "$(how_to_free "${STRATUS_POOL_DEVICE}")"
    done
}

FREE_MIB=0
check_room() {
    FREE_MIB="$(df --output=avail --block-size=1M "${STRATUS_ROOT}/var/lib" | tail -n 1 | tr -d ' ')"
    ((FREE_MIB >= MINIMAL_FREE_MIB)) ||
        finding "/var/lib has ${FREE_MIB} MiB free" "images and sandboxes need at least ${MINIMAL_FREE_MIB} MiB" \
            "free space, or mount a larger disk there"
    [[ "$(wc -l <"${STRATUS_ROOT}/proc/swaps")" -le 1 ]] ||
        warning "swap is on: the memory of a sandbox may reach the disk; switch it off with: swapoff --all"
}

joined() {
    local IFS=,
    printf '%s' "$*"
}

apply() {
    local text warning memory warnings=()
    look_at preparation
    check_system
    check_kvm
    check_modules
    check_tools
    check_neighbours
    check_pool
    check_room
    if ((${#FINDINGS[@]})); then
        printf -v text '\n  - %s' "${FINDINGS[@]}"
        fail "${#FINDINGS[@]} thing(s) stand in the way:${text}" "do what each fix says, then run pulumi up again"
    fi
    for warning in "${WARNINGS[@]}"; do warnings+=("$(quoted "${warning}")"); done
    memory="$(awk '/^MemTotal:/ { print int($2 / 1024) }' "${STRATUS_ROOT}/proc/meminfo")"
    printf '{"hostId":%s,"architecture":%s,"kernel":%s,"kvm":%s,"cpus":%s,"memoryMib":%s,"freeMib":%s,"modules":{%s},"warnings":[%s]}\n' \
        "$(quoted "${STRATUS_HOST_ID}")" "$(quoted "$(architecture)")" "$(quoted "$(uname -r)")" \
        "$(quoted "${KVM_ANSWER:-unused}")" "$(nproc)" "${memory}" "${FREE_MIB}" "$(joined "${MODULES[@]}")" "$(joined "${warnings[@]}")"
}

remove() { :; }
