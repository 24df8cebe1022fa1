# shellcheck shell=bash
# What a block device, a whole disk or a logical volume, holds, and whether that is ours.
source ../Scripting/lib.sh

# foreign_content DEVICE LABEL: what a block device holds that is not ours, one line each; no line means that it may be
# formatted. It is ours when it begins with LABEL and the claim knows it, by the pool's id or, for want of one, by name. Reads only.
foreign_content() {
    local device name sys found
    device="$(readlink -f "${STRATUS_ROOT}$1")"
    name="${device##*/}"
    sys="${STRATUS_ROOT}/sys/class/block/${name}"
    ! is_claimed_pool "$1" "$2" || return 0
    if [[ "$(label_of "$1")" == "$2"* ]]; then
        printf 'it carries a thin pool of Stratus, made on host %s, that this host knows nothing of\n' "$(label_part "$1" host)"
        return
    fi
    if [[ -e "${sys}/partition" ]]; then printf 'it is a partition, not a whole disk\n'; fi
    # LVM ends the uuids of the layers below a volume with their kind.
    if grep -qsE '^LVM-.+-' "${sys}/dm/uuid"; then printf 'it is a part of another logical volume\n'; fi
    if [[ "$(cat "${sys}/ro" 2>/dev/null || true)" == 1 ]]; then printf 'it is read-only\n'; fi
    for found in "${sys}/holders"/* "${sys}/${name}"*; do
        if [[ -e "${found}" ]]; then printf 'it is in use by %s\n' "${found##*/}"; fi
    done
    if is_mounted "${device}" "${sys}"; then printf 'it is mounted, or swapped to\n'; fi
    found="$(wipefs --no-act --noheadings --output TYPE "${device}" | sort -u | paste -sd ' ')" || found="unreadable"
    if [[ -n "${found}" ]]; then printf 'it carries the signatures: %s\n' "${found}"; fi
    # What blkid does not know (a raw thin pool, a raw database) still begins with something.
    if [[ -z "${found}" ]] && ! cmp -s -n 1048576 "${device}" /dev/zero; then printf 'its first MiB is not empty\n'; fi
}

# is_claimed_pool DEVICE LABEL
is_claimed_pool() {
    local id
    id="$(label_part "$1" pool)"
    if [[ -n "${id}" ]]; then noted pool-id "${id}"; else [[ "$(label_of "$1")" == "$2" ]] && noted device "$1"; fi
}
label_of() { head -c 128 "${STRATUS_ROOT}$1" | tr -d '\0' | head -n 1; }
# label_part DEVICE NAME: what a label says of NAME.
label_part() { head -c 512 "${STRATUS_ROOT}$1" | tr -d '\0' | sed -n "s/^$2 //p" | head -n 1; }

# is_mounted DEVICE SYS: by number too, for a logical volume is mounted under another of its names.
is_mounted() {
    local number
    number="$(cat "$2/dev" 2>/dev/null || printf none)"
    grep -qs "^$1 " "${STRATUS_ROOT}/proc/self/mounts" "${STRATUS_ROOT}/proc/swaps" ||
        awk -v number="${number}" '$3 == number { found = 1 } END { exit !found }' "${STRATUS_ROOT}/proc/self/mountinfo" 2>/dev/null
}

how_to_free() {
    if [[ "$(label_of "$1")" == stratus-pool* ]]; then
        printf 'destroy the host that it belongs to, or, if nothing on it is needed: blkdiscard --zeroout --length 1MiB %s' "$1"
        return
    fi
    printf 'choose another disk, or, if nothing on it is needed: umount it, then '
    printf 'wipefs --all %s && blkdiscard --zeroout --length 1MiB %s' "$1" "$1"
}
is_block_device() { [[ -b "${STRATUS_ROOT}$1" ]]; }
