# shellcheck shell=bash
# What lies on the host to make the pool exist again at boot and to watch it.
: "${STRATUS_HOST_ID:?}"
: "${STRATUS_POOL_DEVICE?}"
: "${STRATUS_POOL_NAME:?}"
source ./pool-up.sh
source ./pool-alarm.sh

POOL_UNIT=stratus-pool.service
ALARM_UNIT=stratus-pool-alarm

program_head() {
    local name
    printf '#!/bin/bash\n# Written by Stratus. %s\nset -euo pipefail\n' "$1"
    for name in "${@:2}"; do printf '%s=%q\n' "${name}" "${!name}"; done
}

restore_program() {
    program_head 'Makes the thin pool exist again at boot.' \
        STRATUS_ROOT STRATUS_HOST_ID STRATUS_POOL_NAME STRATUS_POOL_DEVICE STATE_DIR POOL_FILE POOL_LABEL LAYOUT TOLD
    declare -f host say fail wait_until has has_device length_of map map_linear pool_disk label_text label_value write_label is_our_pool \
        superblock has_superblock await_disk refuse_shrunk check_metadata repair_metadata by_hand no_spare pool_up
    # shellcheck disable=SC2016 # expanded at boot
    printf 'POOL_ACCEPT_LOSS="${1-}"\npool_up %s\n' "$(noted pool-id)"
}
alarm_program() {
    program_head 'Looks at the fill level and the health of the thin pool.' \
        STRATUS_ROOT STRATUS_POOL_NAME STATUS_DIR WARNING_PERCENT CRITICAL_PERCENT
    declare -f quote quoted pool_status percent pool_findings put_status status_json status_metrics pool_alarm
    printf 'pool_alarm\n'
}

# The device is waited for by its unit: udev says when it, or the volume group it lies in, is complete.
restore_unit() {
    local device
    printf '[Unit]\nDescription=Thin pool of the Stratus sandbox runtimes\nRequiresMountsFor=%s\n' "${STATE_DIR}"
    printf 'After=systemd-modules-load.service lvm2-activation.service lvm2-monitor.service\n'
    if [[ -n "${STRATUS_POOL_DEVICE}" ]]; then
        device="$(systemd-escape --path --suffix=device "${STRATUS_POOL_DEVICE}")"
        printf 'Wants=%s\nAfter=%s\n' "${device}" "${device}"
    fi
    printf 'Before=k3s.service k3s-agent.service\n\n'
    printf '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/bash %s/pool/restore\n\n' "${STATE_DIR}"
    printf '[Install]\nWantedBy=multi-user.target\nRequiredBy=k3s.service k3s-agent.service\n'
}

put_boot_files() {
    put_file "${STATE_DIR}/pool/restore" 0700 < <(restore_program)
    put_file "${STATE_DIR}/pool/alarm" 0700 < <(alarm_program)
    put_file "/etc/systemd/system/${POOL_UNIT}" 0644 < <(restore_unit)
    put_file "/etc/systemd/system/${ALARM_UNIT}.service" 0644 < <(alarm_service)
    put_file "/etc/systemd/system/${ALARM_UNIT}.timer" 0644 < <(alarm_timer)
    systemctl daemon-reload
    enable_unit "${POOL_UNIT}"
    enable_unit "${ALARM_UNIT}.timer"
}

drop_boot_files() {
    local unit
    for unit in "${ALARM_UNIT}.timer" "${ALARM_UNIT}.service" "${POOL_UNIT}"; do
        if [[ -e "${STRATUS_ROOT}/etc/systemd/system/${unit}" ]]; then systemctl disable --quiet --now "${unit}"; fi
    done
    rm -f "${STRATUS_ROOT}${STATUS_DIR}"/pool.*
    [[ ! -d "${STRATUS_ROOT}${STATUS_DIR}" ]] || rmdir --ignore-fail-on-non-empty "${STRATUS_ROOT}${STATUS_DIR}"
    for unit in "${ALARM_UNIT}.timer" "${ALARM_UNIT}.service" "${POOL_UNIT}"; do
        drop_file "/etc/systemd/system/${unit}"
        forget unit "${unit}"
    done
    drop_file "${STATE_DIR}/pool/alarm"
    drop_file "${STATE_DIR}/pool/restore"
    systemctl daemon-reload
}
