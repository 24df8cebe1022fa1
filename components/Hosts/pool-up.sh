# shellcheck shell=bash
# Makes the pool exist. It runs at every boot too: its text is written to disk with declare -f, so the two cannot differ.
: "${STRATUS_POOL_DEVICE?}"
: "${STRATUS_POOL_NAME:?}"
source ./pool-label.sh
source ./pool-repair.sh

has() { command -v "$1" >/dev/null 2>&1; }
has_device() { dmsetup info "$1" >/dev/null 2>&1; }
length_of() { dmsetup table "$1" | awk '{ print $2 }'; }

# map NAME TABLE: the device has the table. A loaded table is swapped in by resume in one step, so a kill leaves nothing suspended.
map() {
    if ! has_device "$1"; then
        dmsetup create "$1" --table "$2" || fail "device-mapper does not make $1" "see the line above: lsblk; dmsetup ls; dmesg | tail"
    elif [[ "$(length_of "$1")" != "$(cut -d ' ' -f 2 <<<"$2")" ]]; then
        dmsetup reload "$1" --table "$2"
        dmsetup resume "$1"
    fi
}
map_linear() { map "$1" "0 $4 linear $2 $3"; }

# A disk may come late at boot, and a logical volume may be one that nothing activates.
await_disk() {
    local file="${STRATUS_ROOT}${POOL_FILE}"
    if [[ -e "${file}" ]]; then
        if [[ -z "$(pool_disk)" ]]; then losetup --find --direct-io=on "${file}"; fi
        losetup --set-capacity "$(pool_disk)"
    elif [[ ! -e "$1" ]]; then
        if has lvchange; then lvchange --activate y "${STRATUS_POOL_DEVICE}" >&2 || true; fi
        wait_until 60 test -e "$1" || fail "$1, the disk of the pool, is not there" \
            "plug it in, or see what became of it: ls -l /dev/disk/by-id; lvs; then: systemctl restart stratus-pool"
    fi
}

# pool_up ID
pool_up() {
    local disk total start size data_start data
    await_disk "$(pool_disk)"
    disk="$(pool_disk)"
    is_our_pool "${disk}" "$1" || fail "${disk} does not carry the label of our pool but: $(label_text "${disk}" | head -n 3 | paste -sd ' ')" \
        "put back the disk that the pool was made on, or destroy the host's resources and create them anew"
    total="$(blockdev --getsz "${disk}")"
    read -r start size <<<"$(label_value "${disk}" metadata)"
    data_start="$(label_value "${disk}" data)"
    # Whole blocks of 256 KiB.
    data=$(((total - data_start) / 512 * 512))
    refuse_shrunk "${disk}" "${start}" "${data}"
    if ! has_device "${STRATUS_POOL_NAME}"; then
        check_metadata "${disk}"
        read -r start size <<<"$(label_value "${disk}" metadata)"
    fi
    map_linear "${STRATUS_POOL_NAME}_meta" "${disk}" "${start}" "${size}"
    map_linear "${STRATUS_POOL_NAME}_data" "${disk}" "${data_start}" "${data}"
    # New blocks are zeroed (the default), or one tenant would read another's. A full pool fails at once instead of hanging
    # writers for a minute.
    map "${STRATUS_POOL_NAME}" "0 ${data} thin-pool /dev/mapper/${STRATUS_POOL_NAME}_meta /dev/mapper/${STRATUS_POOL_NAME}_data 512 32768 1 error_if_no_space"
    # From now on blank metadata is damage, not a beginning.
    [[ -n "$(label_value "${disk}" used)" ]] || { label_text "${disk}"; printf 'used yes\n'; } | write_label "${disk}"
}

# refuse_shrunk DISK METADATA-START DATA
refuse_shrunk() {
    local had=0
    if has_device "${STRATUS_POOL_NAME}"; then
        had="$(length_of "${STRATUS_POOL_NAME}")"
    elif has_superblock "$1" "$2"; then
        had=$(($(superblock "$1" "$2" 64) * 512))
    fi
    ((had <= $3)) || fail "$1 has shrunk: its pool has $((had / 2048)) MiB of data, and now there is room for $(($3 / 2048)) MiB" \
        "give it back its size; a pool grows but never shrinks. For a smaller one destroy the host's resources and create them anew"
}
