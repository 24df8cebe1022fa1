# shellcheck shell=bash
# Whether the thin pool can be built, and what builds it.
: "${STRATUS_POOL_KIND:?}"    # none, loop or device
: "${STRATUS_POOL_DEVICE?}"   # the whole block device, when POOL_KIND is device
source ./findings.sh
source ./modules.sh
source ./block-device.sh

POOL_LABEL=stratus-pool
MINIMAL_POOL_GIB=10

# What apt can bring is no finding: the preparation installs it.
check_tools() {
    local tool absent=0 wanted=(modprobe flock)
    has apt-get || wanted+=(curl)
    if wants_pool; then
        wanted+=(losetup blockdev wipefs)
        has apt-get || wanted+=(dmsetup thin_check mkfs.ext4)
    fi
    for tool in "${wanted[@]}"; do
        has "${tool}" && continue
        absent=1
        fatal "tool.${tool}" "the program ${tool} is absent" "the preparation needs it and cannot install it without apt-get" \
            "$(install_with "$(package_of "${tool}" debian)" "$(package_of "${tool}" fedora)")" "command -v ${tool}"
    done
    ((absent)) || ok tools "the programs that the preparation needs are there, or apt-get brings them"
}
package_of() {
    case "$1:$2" in
        modprobe:*) printf kmod ;;
        dmsetup:fedora) printf device-mapper ;;
        thin_check:debian) printf thin-provisioning-tools ;;
        thin_check:fedora) printf device-mapper-persistent-data ;;
        mkfs.ext4:*) printf e2fsprogs ;;
        curl:* | dmsetup:*) printf '%s' "$1" ;;
        *) printf util-linux ;;
    esac
}

check_pool() {
    local reason reasons=() size why="the thin pool overwrites the whole device"
    [[ "${STRATUS_POOL_KIND}" == device ]] || return 0
    if ! is_block_device "${STRATUS_POOL_DEVICE}"; then
        fatal pool.device "${STRATUS_POOL_DEVICE} is not a block device" "the thin pool is built on it" \
            "take a stable name of a whole disk from: ls -l /dev/disk/by-id" "test -b ${STRATUS_POOL_DEVICE}"
        return
    fi
    if ! is_root; then
        unchecked pool.device "${STRATUS_POOL_DEVICE} was not read" "${why}" "check as root" "wipefs --no-act ${STRATUS_POOL_DEVICE}"
        return
    fi
    has wipefs && has blockdev || return 0
    mapfile -t reasons < <(foreign_content "${STRATUS_POOL_DEVICE}" "${POOL_LABEL}" || printf 'it cannot be examined\n')
    for reason in "${reasons[@]}"; do
        fatal pool.device "${STRATUS_POOL_DEVICE}: ${reason}" "${why}" "$(how_to_free "${STRATUS_POOL_DEVICE}")" \
            "wipefs --no-act ${STRATUS_POOL_DEVICE}; lsblk ${STRATUS_POOL_DEVICE}"
    done
    size="$(($(quickly blockdev --getsz "${STRATUS_ROOT}${STRATUS_POOL_DEVICE}") / 2097152))"
    fact poolGib "${size}"
    if ((size < MINIMAL_POOL_GIB)); then
        fatal pool.size "${STRATUS_POOL_DEVICE} has ${size} GiB" "images and sandboxes of Firecracker need at least ${MINIMAL_POOL_GIB} GiB" \
            "choose a larger disk" "lsblk ${STRATUS_POOL_DEVICE}"
    elif ((${#reasons[@]} == 0)); then
        ok pool.device "${STRATUS_POOL_DEVICE}, ${size} GiB, is empty or ours"
    fi
}
