# shellcheck shell=bash
# How the pool lies on its disk, as the disk's own label says: 1 MiB label, metadata, as much again to repair metadata into, data.
# The layout is written down once. Computed anew from the disk's size it would move when the disk grows.
: "${STRATUS_HOST_ID:?}"
: "${STRATUS_POOL_DEVICE?}"
: "${STRATUS_POOL_NAME:?}"
source ../../core/Scripting/lib.sh
source ../../core/Hosts/block-device.sh
source ../../core/Hosts/pool-status.sh

POOL_LABEL=stratus-pool
LAYOUT=2 # on the first line, so that a version of Stratus that does not know it refuses it

# The one disk whether it is a device or a loop device on a sparse file.
pool_disk() {
    if [[ -e "${STRATUS_ROOT}${POOL_FILE}" ]]; then
        losetup --noheadings --output NAME --associated "${STRATUS_ROOT}${POOL_FILE}" | head -n 1
    else
        printf '%s%s\n' "${STRATUS_ROOT}" "${STRATUS_POOL_DEVICE}"
    fi
}

label_text() { head -c 512 "$1" | tr -d '\0'; }
# label_value DISK NAME: what the label says of NAME; nothing when it does not.
label_value() { label_text "$1" | awk -v name="$2" '$1 == name { sub(/^[^ ]+ /, ""); print; exit }'; }
# write_label DISK: the lines on standard input, in one sector, so whole or not at all.
write_label() { dd of="$1" bs=512 count=1 iflag=fullblock conv=sync,notrunc,fsync status=none; }
# is_our_pool DISK ID: whether the label is the one that this host wrote.
is_our_pool() { [[ "$(label_value "$1" "${POOL_LABEL}")" == "${LAYOUT}" && "$(label_value "$1" pool)" == "$2" ]]; }

# The superblock of the metadata: a number of 64 bits at a byte offset. 32: its magic, 64: the data blocks, 72: those in use.
superblock() { od -An -tu8 -j $(($2 * 512 + $3)) -N 8 "$1" | tr -d ' '; }
has_superblock() { [[ "$(superblock "$1" "$2" 32)" == 27022010 ]]; }

# metadata_size SECTORS: one of metadata for 500 of data, within [32 MiB, 2 GiB]. The kernel asks for one in 5461 at blocks of
# 256 KiB, so data may grow tenfold.
metadata_size() { printf '%s\n' "$(($1 / 500 < 65536 ? 65536 : $1 / 500 > 4194304 ? 4194304 : $1 / 500 / 512 * 512))"; }

# format_pool DISK ID: a thin pool formats itself when its metadata begins with zeros. The label comes last: once it is there,
# this never runs again.
format_pool() {
    local total metadata
    total="$(blockdev --getsz "$1")"
    metadata="$(metadata_size "${total}")"
    ((total >= 2097152)) || fail "$1 has $((total / 2048)) MiB, a pool needs 1024" "choose a larger device"
    dd if=/dev/zero of="$1" bs=1M seek=1 count=1 conv=notrunc,fsync status=none
    printf '%s %s\npool %s\nhost %s\nmetadata 2048 %s\nspare %s %s\ndata %s\n' "${POOL_LABEL}" "${LAYOUT}" "$2" "${STRATUS_HOST_ID}" \
        "${metadata}" "$((2048 + metadata))" "${metadata}" "$((2048 + 2 * metadata))" | write_label "$1"
}

# adopt_pool DISK ID: an earlier version wrote no layout but computed it at each boot, and left no room to repair into.
# The running pool, or else the size that its metadata was made for, tells whether that still comes out the same.
adopt_pool() {
    local total metadata blocks
    total="$(blockdev --getsz "$1")"
    metadata="$(metadata_size "${total}")"
    if has_device "${STRATUS_POOL_NAME}_meta"; then
        metadata="$(length_of "${STRATUS_POOL_NAME}_meta")"
    elif has_superblock "$1" 2048; then
        blocks="$(superblock "$1" 2048 64)"
        ((blocks == (total - 2048 - metadata) / 512)) || fail "$1 has changed its size since an earlier version of Stratus made a pool on it" \
            "give it back its size and run again, or destroy the host's resources and create them anew"
    fi
    printf '%s %s\npool %s\nhost %s\nmetadata 2048 %s\ndata %s\n' "${POOL_LABEL}" "${LAYOUT}" "$2" "${STRATUS_HOST_ID}" \
        "${metadata}" "$((2048 + metadata))" | write_label "$1"
}
