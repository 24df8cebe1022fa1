# shellcheck shell=bash
# The thin pool: the disk that it lies on, and the device that device-mapper makes of it.
source ./drift-findings.sh
source ./block-device.sh
source ./module-state.sh
source ./pool-status.sh

check_pool() {
    local pool
    pool="$(noted pool || true)"
    [[ -n "${pool}" ]] || return 0
    compare_disk
    compare_pool "${pool}"
}

compare_disk() {
    local disk loop id size
    loop="$(noted loop || true)"
    disk="${POOL_FILE}"
    [[ -n "${loop}" ]] || disk="$(noted device || true)"
    id="$(noted pool-id || true)"
    if [[ -z "${disk}" || ! -e "${STRATUS_ROOT}${disk}" ]]; then
        differs pool "${disk}" missing "the disk of the pool" absent "put the disk back: ls -l /dev/disk/by-id; lvs. Or destroy the host's resources and create them anew"
        return
    fi
    if [[ -z "${id}" ]]; then
        unrecorded pool "${disk}" "the pool's id was not noted"
        return
    elif [[ "$(label_part "${disk}" pool)" != "${id}" ]]; then
        differs pool "${disk}" label "labelled as the pool ${id}" "labelled otherwise, or not at all" \
            "put back the disk that the pool was made on, or destroy the host's resources and create them anew"
        return
    fi
    if [[ -n "${loop}" ]]; then
        size="$(stat -c %s "${STRATUS_ROOT}${disk}")"
        if ((size < loop << 30)); then
            differs pool "${disk}" size "${loop} GiB" "$((size >> 20)) MiB" "destroy the host's resources and create them anew: what was cut off is lost"
            return
        fi
    fi
    matches pool "${disk}" "labelled as the pool ${id}"
}

# A pool cannot be there without its module, and asking device-mapper where that is not would load it.
has_device_mapper() { [[ "$(module_state dm_mod) $(module_state dm_thin_pool)" == *@(loaded|builtin)* ]]; }

compare_pool() {
    local table="" had length target
    if has_device_mapper; then
        if ! has dmsetup; then
            unchecked "$1" "device-mapper was not asked: there is no dmsetup" "nothing is known of the pool" "${AGAIN}"
            return
        fi
        table="$(quickly dmsetup table "$1" || true)"
    fi
    if [[ -z "${table}" ]]; then
        differs pool "$1" missing "a thin pool" absent "systemctl restart stratus-pool; when it does not come: journalctl --no-pager --lines 50 --unit stratus-pool"
        return
    fi
    read -r _ length target _ < <(printf '%s\n' "${table}")
    had="$(noted "table:$1" || true)"
    if [[ -z "${had}" ]]; then
        unrecorded pool "$1" "its size was not noted"
    elif [[ "${target}" != "${had#* }" ]]; then
        differs pool "$1" target "${had#* }" "${target}" "find out who made it: dmsetup table $1; then reboot, which makes the pool anew from its disk"
        return
    # It grows by itself, at a boot, when its disk has grown.
    elif ((length < ${had%% *})); then
        differs pool "$1" size "${had%% *} sectors" "${length} sectors" "give its disk back its size, then: systemctl restart stratus-pool"
        return
    fi
    compare_health "$1" "${had}"
}

# compare_health POOL RECORDED
compare_health() {
    local name value state="" checked=""
    while IFS='=' read -r name value; do
        case "${name}" in state) state="${value}" ;; checked) checked="${value}" ;; *) ;; esac
    done < <(pool_status "$1")
    if [[ "${state}" != rw ]]; then
        differs pool "$1" state "takes writes (rw)" "${state}" "remove sandboxes or enlarge its disk, then reboot: metadata is checked, and repaired where that loses nothing, at boot"
    elif [[ "${checked}" == false ]]; then
        differs pool "$1" needsCheck "its metadata sound" "it asks for a check of its metadata" "reboot: it is checked at boot"
    elif [[ -n "$2" ]]; then
        matches pool "$1" "takes writes (rw)"
    fi
}
