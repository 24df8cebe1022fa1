# shellcheck shell=bash
# Looks at the pool every minute: a pool that runs full takes every sandbox down at once, and a full metadata area is damage.
: "${STRATUS_POOL_NAME:?}"
source ../../core/Scripting/lib.sh
source ../../core/Hosts/pool-status.sh

STATUS_DIR=/run/stratus
WARNING_PERCENT=70
CRITICAL_PERCENT=85

percent() { if ((${1#*/})); then printf '%s' "$((${1%/*} * 100 / ${1#*/}))"; else printf 0; fi; }

# pool_findings STATE CHECKED METADATA-PERCENT DATA-PERCENT: LEVEL TEXT, one a line.
pool_findings() {
    local part share
    if [[ "$1" == absent ]]; then
        printf 'critical the pool is not there; see: systemctl status stratus-pool\n'
    elif [[ "$1" != rw ]]; then
        printf 'critical the pool is in the state %s and takes no writes; remove sandboxes or enlarge its disk, then reboot: metadata is checked at boot\n' "$1"
    elif [[ "$2" == false ]]; then
        printf 'critical the pool asks for a check of its metadata; reboot: it is checked at boot\n'
    fi
    for part in metadata data; do
        share="$(if [[ "${part}" == data ]]; then printf '%s' "$4"; else printf '%s' "$3"; fi)"
        ((share >= WARNING_PERCENT)) || continue
        printf '%s %s%% of the %s of the pool is in use; remove images and sandboxes, or enlarge its disk\n' \
            "$(if ((share >= CRITICAL_PERCENT)); then printf critical; else printf warning; fi)" "${share}" "${part}"
    done
}

pool_alarm() {
    local name value state="" checked="" metadata="" data="" findings level=ok
    while IFS='=' read -r name value; do printf -v "${name}" '%s' "${value}"; done < <(pool_status "${STRATUS_POOL_NAME}")
    findings="$(pool_findings "${state}" "${checked}" "$(percent "${metadata}")" "$(percent "${data}")")"
    if [[ "${findings}" == *critical\ * ]]; then level=critical; elif [[ -n "${findings}" ]]; then level=warning; fi
    put_status pool.json < <(status_json "${level}" "${state}" "${checked}" "${metadata}" "${data}" "${findings}")
    put_status pool.prom < <(status_metrics "${level}" "${metadata}" "${data}")
    # The journal reads the priority from the first characters.
    [[ -z "${findings}" ]] || sed 's/^critical /<2>stratus: /; s/^warning /<4>stratus: /' <<<"${findings}"
}

# put_status NAME: a reader sees the old text or the new, never half of one.
put_status() {
    local temporary path="${STRATUS_ROOT}${STATUS_DIR}/$1"
    temporary="$(mktemp "${path}.XXXXXX")"
    cat >"${temporary}"
    chmod 0644 "${temporary}"
    mv "${temporary}" "${path}"
}

# status_json LEVEL STATE CHECKED METADATA DATA FINDINGS
status_json() {
    local line texts=()
    while read -r _ line; do [[ -z "${line}" ]] || texts+=("$(quoted "${line}")"); done <<<"$6"
    printf '{"pool":%s,"level":%s,"state":%s,"needsCheck":%s,"metadataPercent":%s,"dataPercent":%s,"findings":[%s]}\n' \
        "$(quoted "${STRATUS_POOL_NAME}")" "$(quoted "$1")" "$(quoted "$2")" "$(if "$3"; then printf false; else printf true; fi)" \
        "$(percent "$4")" "$(percent "$5")" "$(IFS=,; printf '%s' "${texts[*]}")"
}

# status_metrics LEVEL METADATA DATA: for the textfile collector of node_exporter.
status_metrics() {
    local level
    case "$1" in ok) level=0 ;; warning) level=1 ;; *) level=2 ;; esac
    printf '# HELP stratus_pool_alarm 0: well, 1: warning, 2: critical.\n# TYPE stratus_pool_alarm gauge\nstratus_pool_alarm %s\n' "${level}"
    printf '# HELP stratus_pool_used_percent How much of the thin pool is in use.\n# TYPE stratus_pool_used_percent gauge\n'
    printf 'stratus_pool_used_percent{part="metadata"} %s\nstratus_pool_used_percent{part="data"} %s\n' "$(percent "$2")" "$(percent "$3")"
}

alarm_service() {
    printf '[Unit]\nDescription=Fill level and health of the Stratus thin pool\n\n'
    printf '[Service]\nType=oneshot\nExecStart=/bin/bash %s/pool/alarm\nRuntimeDirectory=%s\nRuntimeDirectoryPreserve=yes\n' \
        "${STATE_DIR}" "${STATUS_DIR##*/}"
}
alarm_timer() {
    printf '[Unit]\nDescription=Looks at the Stratus thin pool every minute\n\n'
    printf '[Timer]\nOnBootSec=1min\nOnUnitActiveSec=1min\nAccuracySec=10s\n\n[Install]\nWantedBy=timers.target\n'
}
