# shellcheck shell=bash
# Takes the pool away, and what sandboxes wrote into it.
source ./pool.sh

# The snapshots that containerd left active in the pool come first; k3s is gone by then.
pool_devices() {
    local name
    dmsetup ls | awk -v prefix="$1-snap-" 'index($1, prefix) == 1 { print $1 }'
    for name in "$1" "$1_data" "$1_meta" "$1_spare"; do
        if has_device "${name}"; then printf '%s\n' "${name}"; fi
    done
}

remove_pool() {
    local name pool
    pool="$(noted pool || true)"
    [[ -n "${pool}" ]] || return 0
    drop_boot_files
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
    wipe_device
    # Before the file goes: without it an apply would take a pool for lost that was there once.
    forget formatted
    drop_file "${POOL_FILE}"
    for name in "table:${pool}" wiping device loop pool pool-id; do forget "${name}"; done
}

# An earlier version gave a pool no id.
is_earlier_pool() { ! noted formatted yes && [[ "$(label_text "$1" | head -n 1)" == "${POOL_LABEL}" ]]; }

# A disk that was exchanged for another holds something that is not ours to erase.
wipe_device() {
    local device disk
    device="$(noted device || true)"
    disk="${STRATUS_ROOT}${device}"
    [[ -n "${device}" && -e "${disk}" ]] || return 0
    if is_our_pool "${disk}" "$(noted pool-id || true)" || is_earlier_pool "${disk}"; then
        note wiping "${device}"
        flush "${CLAIM}"
    elif ! noted wiping "${device}" || [[ -n "$(label_text "${disk}")" ]]; then
        [[ -z "$(label_text "${disk}")" ]] || say "${device} does not hold the pool of this host any more and stays as it is"
        return 0
    fi
    blkdiscard "${disk}" 2>/dev/null ||
        say "${device} cannot discard; what sandboxes wrote there remains until: blkdiscard --zeroout ${device}"
    dd if=/dev/zero of="${disk}" bs=1M count=2 conv=notrunc,fsync status=none
}
