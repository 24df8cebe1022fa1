# shellcheck shell=bash
# What a block device holds, and whether that is ours.
source ../Scripting/lib.sh

# foreign_content DEVICE LABEL: what a block device holds that is not ours, one line each; no line means that it may be
# formatted. It is ours when it begins with LABEL and the claim names it. Reads only.
foreign_content() {
    local device name sys found
    device="$(readlink -f "${STRATUS_ROOT}$1")"
    name="${device##*/}"
    sys="${STRATUS_ROOT}/sys/class/block/${name}"
    ! noted device "$1" || [[ "$(label_of "$1")" != "$2" ]] || return 0
    if [[ -e "${sys}/partition" ]]; then printf 'it is a partition, not a whole disk\n'; fi
    for found in "${sys}/holders"/* "${sys}/${name}"*; do
        if [[ -e "${found}" ]]; then printf 'it is in use by %s\n' "${found##*/}"; fi
    done
    if grep -qs "^${device} " "${STRATUS_ROOT}/proc/self/mounts" "${STRATUS_ROOT}/proc/swaps"; then
        printf 'it is mounted, or swapped to\n'
    fi
    found="$(wipefs --no-act --noheadings --output TYPE "${device}" | sort -u | paste -sd ' ')" || found="unreadable"
    if [[ -n "${found}" ]]; then printf 'it carries the signatures: %s\n' "${found}"; fi
    # What blkid does not know (a raw thin pool, a raw database) still begins with something.
    if [[ -z "${found}" ]] && ! cmp -s -n 1048576 "${device}" /dev/zero; then printf 'its first MiB is not empty\n'; fi
}
how_to_free() {
    printf 'choose another disk, or, if nothing on it is needed: umount it, then '
    printf 'wipefs --all %s && blkdiscard --zeroout --length 1MiB %s' "$1" "$1"
}
label_of() { head -c 128 "${STRATUS_ROOT}$1" | tr -d '\0' | head -n 1; }
is_block_device() { [[ -b "${STRATUS_ROOT}$1" ]]; }
