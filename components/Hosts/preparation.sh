# shellcheck shell=bash disable=SC2154 # what lib.sh assigns
# Makes the machine ready for k3s and Kata: modules, sysctls, tools and, when wanted, the thin pool of the devmapper snapshotter.
: "${STRATUS_HOST_ID:?}"
: "${STRATUS_POOL_KIND:?}"       # none, loop or device
: "${STRATUS_POOL_DEVICE?}"      # the whole block device, when POOL_KIND is device
: "${STRATUS_POOL_LOOP_GIB?}"    # the size of the sparse file, when POOL_KIND is loop
: "${STRATUS_POOL_NAME:?}"       # the device-mapper name that containerd is given

POOL_FILE="${STATE_DIR}/pool/disk"
POOL_UNIT=stratus-pool.service
POOL_LABEL=stratus-pool

wants_pool() { [[ "${STRATUS_POOL_KIND}" != none ]]; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- tools -----------------------------------------------------------------------------------------------------------
install_tools() {
    local pair package packages=() wanted=(curl:curl)
    if wants_pool; then wanted+=(dmsetup:dmsetup thin_check:thin-provisioning-tools mkfs.ext4:e2fsprogs); fi
    for pair in "${wanted[@]}"; do
        has "${pair%%:*}" || packages+=("${pair##*:}")
    done
    ((${#packages[@]})) || return 0
    has apt-get || fail "these packages are missing and there is no apt-get: ${packages[*]}" "install them by hand"
    for package in "${packages[@]}"; do note package "${package}"; done
    say "installing ${packages[*]}"
    # A killed run may have left dpkg half-way.
    dpkg --configure -a >&2
    quietly_apt update
    quietly_apt install --yes --no-install-recommends "${packages[@]}"
}

quietly_apt() { DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 -o DPkg::Lock::Timeout="${PATIENCE}" "$@" >&2; }

# dpkg, unlike apt-get, refuses to remove what something else has come to need.
remove_tools() {
    local package packages
    mapfile -t packages < <(noted package)
    for package in "${packages[@]}"; do
        dpkg --purge "${package}" >&2 || say "the package ${package}, installed by Stratus, is needed by others and stays"
    done
}

# --- modules ---------------------------------------------------------------------------------------------------------
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
    put_file /etc/modules-load.d/stratus.conf 0644 < <(printf '%s\n' "${loaded[@]}")
}
load() {
    [[ ! -d "${STRATUS_ROOT}/sys/module/$1" ]] || return 0
    modprobe --dry-run --quiet "$1" || return 1
    note_modules "$1"
    modprobe "$1"
}
# What a module depends on is loaded with it; modprobe --remove takes away only some of that, so each is noted.
note_modules() {
    local kind file module
    while read -r kind file _; do
        module="${file##*/}"
        module="${module%%.ko*}"
        module="${module//-/_}"
        [[ "${kind}" == insmod && ! -d "${STRATUS_ROOT}/sys/module/${module}" ]] || continue
        note module "${module}"
    done < <(modprobe --show-depends "$1")
}
unload_modules() {
    local module modules
    mapfile -t modules < <(noted module | tac)
    for module in "${modules[@]}"; do
        [[ ! -d "${STRATUS_ROOT}/sys/module/${module}" ]] || modprobe --remove --quiet "${module}" ||
            say "the module ${module} is in use and stays loaded until the next boot"
    done
}

# --- sysctls ---------------------------------------------------------------------------------------------------------
# name=value: the kubelet's protect-kernel-defaults wants these very values. name>=value: only ever raised.
SYSCTLS=(
    vm.panic_on_oom=0 vm.overcommit_memory=1 kernel.panic=10 kernel.panic_on_oops=1
    net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1
    "fs.inotify.max_user_instances>=8192" "fs.inotify.max_user_watches>=1048576" "net.netfilter.nf_conntrack_max>=524288"
)
set_sysctls() {
    local rule key value file before lines=()
    for rule in "${SYSCTLS[@]}"; do
        key="${rule%%[=>]*}"
        value="${rule##*=}"
        file="${STRATUS_ROOT}/proc/sys/${key//.//}"
        [[ -e "${file}" ]] || continue
        noted "sysctl:${key}" >/dev/null || note "sysctl:${key}" "$(<"${file}")"
        before="$(noted "sysctl:${key}")"
        [[ "${rule}" != *">="* ]] || ((before < value)) || continue
        lines+=("${key} = ${value}")
        [[ "$(<"${file}")" == "${value}" ]] || printf '%s\n' "${value}" >"${file}"
    done
    put_file /etc/sysctl.d/90-stratus.conf 0644 < <(printf '%s\n' "${lines[@]}")
}
restore_sysctls() {
    local rule key file before
    for rule in "${SYSCTLS[@]}"; do
        key="${rule%%[=>]*}"
        file="${STRATUS_ROOT}/proc/sys/${key//.//}"
        before="$(noted "sysctl:${key}" || true)"
        [[ -z "${before}" || ! -e "${file}" || "$(<"${file}")" == "${before}" ]] || printf '%s\n' "${before}" >"${file}"
    done
}

# --- thin pool -------------------------------------------------------------------------------------------------------
# Layout of the device: 1 MiB label, metadata, data. One mechanism whether it is a disk or a loop device on a sparse file.
# pool_up is also what runs at every boot: its text is written to disk with declare -f, so the two cannot differ.
pool_disk() {
    if [[ -e "${STRATUS_ROOT}${POOL_FILE}" ]]; then
        losetup --noheadings --output NAME --associated "${STRATUS_ROOT}${POOL_FILE}" | head -n 1
    else
        printf '%s%s\n' "${STRATUS_ROOT}" "${STRATUS_POOL_DEVICE}"
    fi
}
has_device() { dmsetup info "$1" >/dev/null 2>&1; }
pool_up() {
    local disk total metadata data parts
    if [[ -e "${STRATUS_ROOT}${POOL_FILE}" && -z "$(pool_disk)" ]]; then losetup --find --direct-io=on "${STRATUS_ROOT}${POOL_FILE}"; fi
    disk="$(pool_disk)"
    wait_until 60 test -e "${disk}" || true # at boot a disk may come late
    [[ "$(head -c 128 "${disk}" | tr -d '\0' | head -n 1)" == "${POOL_LABEL}" ]] || {
        printf 'stratus: %s does not carry the label of our pool\n' "${disk}" >&2
        return 1
    }
    total="$(blockdev --getsz "${disk}")"
    # One sector of metadata for 500 of data, within [32 MiB, 2 GiB]; data in whole blocks of 256 KiB (512 sectors).
    metadata=$((total / 500 < 65536 ? 65536 : total / 500 > 4194304 ? 4194304 : total / 500 / 512 * 512))
    data=$(((total - 2048 - metadata) / 512 * 512))
    has_device "${STRATUS_POOL_NAME}_meta" || dmsetup create "${STRATUS_POOL_NAME}_meta" --table "0 ${metadata} linear ${disk} 2048"
    has_device "${STRATUS_POOL_NAME}_data" || dmsetup create "${STRATUS_POOL_NAME}_data" \
        --table "0 ${data} linear ${disk} $((2048 + metadata))"
    # New blocks are zeroed (the default), or one tenant would read another's. A full pool fails at once instead of hanging
    # writers for a minute.
    parts="/dev/mapper/${STRATUS_POOL_NAME}_meta /dev/mapper/${STRATUS_POOL_NAME}_data"
    has_device "${STRATUS_POOL_NAME}" || dmsetup create "${STRATUS_POOL_NAME}" \
        --table "0 ${data} thin-pool ${parts} 512 32768 1 error_if_no_space"
}

restore_program() {
    printf '#!/bin/bash\n# Written by Stratus. Makes the thin pool exist again at boot.\nset -euo pipefail\n'
    printf '%s=%q\n' STRATUS_ROOT "${STRATUS_ROOT}" STRATUS_POOL_NAME "${STRATUS_POOL_NAME}" STRATUS_POOL_DEVICE "${STRATUS_POOL_DEVICE}" \
        POOL_FILE "${POOL_FILE}" POOL_LABEL "${POOL_LABEL}"
    declare -f wait_until pool_disk has_device pool_up
    printf 'pool_up\n'
}

restore_unit() {
    cat <<'EOF'
[Unit]
Description=Thin pool of the Stratus sandbox runtimes
RequiresMountsFor=/var/lib/stratus
After=systemd-modules-load.service
Before=k3s.service k3s-agent.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/bash /var/lib/stratus/pool/restore

[Install]
WantedBy=multi-user.target
RequiredBy=k3s.service k3s-agent.service
EOF
}

make_pool() {
    local disk
    forbid_another_pool
    make_dirs "${STATE_DIR}/pool"
    if [[ "${STRATUS_POOL_KIND}" == loop ]]; then
        note file "${POOL_FILE}"
        truncate --size "${STRATUS_POOL_LOOP_GIB}G" "${STRATUS_ROOT}${POOL_FILE}"
        disk="${STRATUS_ROOT}${POOL_FILE}"
        note loop "${STRATUS_POOL_LOOP_GIB}"
    else
        check_device
        note device "${STRATUS_POOL_DEVICE}"
        disk="${STRATUS_ROOT}${STRATUS_POOL_DEVICE}"
    fi
    note pool "${STRATUS_POOL_NAME}"
    if [[ "$(head -c 128 "${disk}" | tr -d '\0' | head -n 1)" != "${POOL_LABEL}" ]]; then
        # A thin pool formats itself when its metadata begins with zeros. The label comes last: once it is there, this never runs again.
        dd if=/dev/zero of="${disk}" bs=1M seek=1 count=1 conv=notrunc,fsync status=none
        printf '%s\n' "${POOL_LABEL}" | dd of="${disk}" conv=notrunc,fsync status=none
    fi
    put_file "${STATE_DIR}/pool/restore" 0700 < <(restore_program)
    put_file "/etc/systemd/system/${POOL_UNIT}" 0644 < <(restore_unit)
    systemctl daemon-reload
    systemctl enable --quiet "${POOL_UNIT}"
    # Not restarted when all is well: k3s requires the unit, so systemd would restart k3s with it.
    if ! systemctl is-active --quiet "${POOL_UNIT}" || ! has_device "${STRATUS_POOL_NAME}"; then
        systemctl restart "${POOL_UNIT}" || fail "the thin pool ${STRATUS_POOL_NAME} could not be made" "see: systemctl status ${POOL_UNIT}"
    fi
    has_device "${STRATUS_POOL_NAME}" ||
        fail "device-mapper does not know ${STRATUS_POOL_NAME}" "see: systemctl status ${POOL_UNIT}; dmsetup ls"
}

# The pool of an earlier apply is kept or refused, never rebuilt behind the back of the images in it.
forbid_another_pool() {
    local key value wanted
    for key in loop device pool; do
        value="$(noted "${key}" || true)"
        case "${key}" in
            loop) wanted="${STRATUS_POOL_LOOP_GIB}" ;;
            device) wanted="${STRATUS_POOL_DEVICE}" ;;
            *) wanted="${STRATUS_POOL_NAME}" ;;
        esac
        [[ -z "${value}" || "${value}" == "${wanted}" ]] ||
            fail "the pool of this host has ${key} '${value}', the settings say '${wanted}'" \
            "set it back, or destroy the host's resources and create them anew"
    done
}

check_device() {
    local reasons
    is_block_device "${STRATUS_POOL_DEVICE}" ||
        fail "${STRATUS_POOL_DEVICE} is not a block device" "take a stable name of a whole disk from: ls -l /dev/disk/by-id"
    reasons="$(foreign_content "${STRATUS_POOL_DEVICE}" "${POOL_LABEL}")"
    [[ -z "${reasons}" ]] || fail "${STRATUS_POOL_DEVICE} holds something that is not ours: ${reasons//$'\n'/; }" \
        "$(how_to_free "${STRATUS_POOL_DEVICE}")"
}

# The snapshots that containerd left active in the pool come first; k3s is gone by then.
pool_devices() {
    local name
    dmsetup ls | awk -v prefix="$1-snap-" 'index($1, prefix) == 1 { print $1 }'
    for name in "$1" "$1_data" "$1_meta"; do
        if has_device "${name}"; then printf '%s\n' "${name}"; fi
    done
}
remove_pool() {
    local name device pool disk
    pool="$(noted pool || true)"
    [[ -n "${pool}" ]] || return 0
    if [[ -e "${STRATUS_ROOT}/etc/systemd/system/${POOL_UNIT}" ]]; then systemctl disable --quiet --now "${POOL_UNIT}"; fi
    if has dmsetup; then
        while read -r name; do
            dmsetup remove --retry "${name}" ||
                fail "the device ${name} is in use" \
                    "stop what uses it (dmsetup info ${name}; fuser -v /dev/mapper/${name}), then run pulumi destroy again"
        done < <(pool_devices "${pool}")
    fi
    if [[ -e "${STRATUS_ROOT}${POOL_FILE}" ]]; then
        name="$(pool_disk)"
        [[ -z "${name}" ]] || losetup --detach "${name}"
    fi
    device="$(noted device || true)"
    disk="${STRATUS_ROOT}${device}"
    if [[ -n "${device}" && -e "${disk}" ]]; then
        blkdiscard "${disk}" 2>/dev/null ||
            say "${device} cannot discard; what sandboxes wrote there remains until: blkdiscard --zeroout ${device}"
        dd if=/dev/zero of="${disk}" bs=1M count=2 conv=notrunc,fsync status=none
    fi
    drop_file "${POOL_FILE}"
    drop_file "${STATE_DIR}/pool/restore"
    drop_file "/etc/systemd/system/${POOL_UNIT}"
    systemctl daemon-reload
    forget device
    forget loop
    forget pool
}

apply() {
    exclusive
    claim preparation
    install_tools
    load_modules
    set_sysctls
    if wants_pool; then make_pool; else remove_pool; fi
    ready
    printf '{"hostId":%s,"poolName":%s,"poolKind":%s}\n' "$(quoted "${STRATUS_HOST_ID}")" \
        "$(if wants_pool; then quoted "${STRATUS_POOL_NAME}"; else printf null; fi)" "$(quoted "${STRATUS_POOL_KIND}")"
}

remove() {
    exclusive
    claim_to_remove preparation || return 0
    remove_pool
    restore_sysctls
    drop_file /etc/modules-load.d/stratus.conf
    drop_file /etc/sysctl.d/90-stratus.conf
    unload_modules
    remove_tools
    release
}
