# shellcheck shell=bash
# The pool of the devmapper snapshotter, from the settings to the device and back.
: "${STRATUS_POOL_KIND:?}"
: "${STRATUS_POOL_DEVICE?}"
: "${STRATUS_POOL_LOOP_GIB?}"
: "${STRATUS_POOL_NAME:?}"
source ./pool-boot.sh

make_pool() {
    local disk
    # A removal that was killed while it erased left what is no pool any more: it is ended first.
    if noted wiping >/dev/null; then remove_pool; fi
    forbid_another_pool
    make_dirs "${STATE_DIR}/pool"
    if [[ "${STRATUS_POOL_KIND}" == loop ]]; then make_pool_file; else take_device; fi
    note pool "${STRATUS_POOL_NAME}"
    noted pool-id >/dev/null || note pool-id "$(<"${STRATUS_ROOT}/proc/sys/kernel/random/uuid")"
    disk="${STRATUS_ROOT}${STRATUS_POOL_DEVICE:-${POOL_FILE}}"
    # The pool's disk, which no host but the one that knows its id may touch, is another than the claim's.
    flush "${CLAIM}"
    make_label "${disk}" "$(noted pool-id)"
    put_boot_files
    start_pool
    note_now "table:${STRATUS_POOL_NAME}" "$(dmsetup table "${STRATUS_POOL_NAME}" | awk '{ print $2, $3 }')"
}

# make_label DISK ID: a pool that was there once is never made anew over what became of it.
make_label() {
    if is_our_pool "$1" "$2"; then
        note formatted yes
        return
    fi
    ! noted formatted yes ||
        fail "${1#"${STRATUS_ROOT}"} no longer holds the pool of this host: it was exchanged or overwritten" \
        "put the disk of the pool back, or destroy the host's resources and create them anew"
    if [[ "$(label_text "$1" | head -n 1)" == "${POOL_LABEL}" ]]; then adopt_pool "$1" "$2"; else format_pool "$1" "$2"; fi
    note formatted yes
}

make_pool_file() {
    local path="${STRATUS_ROOT}${POOL_FILE}" free had=0
    # A sparse file may promise more than there is; the pool would find out by losing writes.
    free="$(df --output=avail --block-size=1M "${STRATUS_ROOT}${STATE_DIR}" | tail -n 1 | tr -d ' ')"
    [[ ! -e "${path}" ]] || had="$(($(stat -c %b "${path}") / 2048))"
    ((STRATUS_POOL_LOOP_GIB * 1024 <= free + had)) ||
        fail "a pool of ${STRATUS_POOL_LOOP_GIB} GiB does not fit: ${STATE_DIR} has ${free} MiB free" \
            "choose a smaller thinPool.loopSizeGib, free space, or use thinPool.device"
    note file "${POOL_FILE}"
    truncate --size ">${STRATUS_POOL_LOOP_GIB}G" "${path}" || cannot_write "${POOL_FILE}"
    note_now loop "${STRATUS_POOL_LOOP_GIB}"
}

take_device() {
    local reasons
    is_block_device "${STRATUS_POOL_DEVICE}" || fail "${STRATUS_POOL_DEVICE} is not a block device" \
        "take a stable name of a whole disk from: ls -l /dev/disk/by-id, or of a logical volume from: lvs"
    reasons="$(foreign_content "${STRATUS_POOL_DEVICE}" "${POOL_LABEL}")"
    [[ -z "${reasons}" ]] || fail "${STRATUS_POOL_DEVICE} holds something that is not ours: ${reasons//$'\n'/; }" \
        "$(how_to_free "${STRATUS_POOL_DEVICE}")"
    note_now device "${STRATUS_POOL_DEVICE}"
}

# Not restarted when all is well: k3s requires the unit, so systemd would restart k3s with it.
start_pool() {
    local state
    if ! systemctl is-active --quiet "${POOL_UNIT}" || ! has_device "${STRATUS_POOL_NAME}"; then
        systemctl restart "${POOL_UNIT}" ||
            fail "the thin pool ${STRATUS_POOL_NAME} could not be made" "see: systemctl status ${POOL_UNIT}; journalctl -u ${POOL_UNIT} -n 20"
    else
        pool_up "$(noted pool-id)"
    fi
    has_device "${STRATUS_POOL_NAME}" ||
        fail "device-mapper does not know ${STRATUS_POOL_NAME}" "see: systemctl status ${POOL_UNIT}; dmsetup ls"
    state="$(pool_status "${STRATUS_POOL_NAME}" | paste -sd ' ')"
    [[ "${state}" == "state=rw checked=true "* ]] ||
        fail "the thin pool ${STRATUS_POOL_NAME} does not work: ${state}" "reboot the host: metadata is checked, and repaired where that loses nothing, at boot"
    systemctl start "${ALARM_UNIT}.timer"
}

# The pool of an earlier apply is kept or refused, never rebuilt behind the back of the images in it. It may grow, and its disk may
# be known by another name.
forbid_another_pool() {
    local had
    had="$(noted pool || true)"
    [[ -z "${had}" || "${had}" == "${STRATUS_POOL_NAME}" ]] || another_pool pool "${had}" "${STRATUS_POOL_NAME}"
    had="$(noted loop || true)"
    [[ -z "${had}" || "${STRATUS_POOL_KIND}" == loop ]] || another_pool loop "${had}" "${STRATUS_POOL_LOOP_GIB}"
    [[ -z "${had}" ]] || ((had <= STRATUS_POOL_LOOP_GIB)) || fail "the pool of this host has ${had} GiB, the settings say ${STRATUS_POOL_LOOP_GIB}: a pool does not shrink" \
        "set loopSizeGib back to ${had}, or destroy the host's resources and create them anew"
    had="$(noted device || true)"
    [[ -z "${had}" || "${had}" == "${STRATUS_POOL_DEVICE}" ]] || is_same_disk || another_pool device "${had}" "${STRATUS_POOL_DEVICE}"
}
is_same_disk() {
    [[ "${STRATUS_POOL_KIND}" == device ]] && is_block_device "${STRATUS_POOL_DEVICE}" && noted pool-id >/dev/null &&
        is_our_pool "${STRATUS_ROOT}${STRATUS_POOL_DEVICE}" "$(noted pool-id)"
}
another_pool() {
    fail "the pool of this host has $1 '$2', the settings say '$3'" "set it back, or destroy the host's resources and create them anew"
}
