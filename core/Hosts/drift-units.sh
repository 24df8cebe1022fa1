# shellcheck shell=bash
# Units of systemd that Stratus switched on.
source ./drift-findings.sh
source ./time-keeper.sh

check_units() {
    local unit
    local -a units=()
    mapfile -t units < <({ noted unit || true; k3s_unit; } | LC_ALL=C sort -u)
    for unit in "${units[@]}"; do compare_unit "${unit}"; done
}
# An earlier version noted a role and no unit.
k3s_unit() { case "$(noted role || true)" in server) printf 'k3s.service\n' ;; agent) printf 'k3s-agent.service\n' ;; *) ;; esac; }

compare_unit() {
    local enabled active keeper
    enabled="$(quickly systemctl is-enabled "$1" || true)"
    active="$(quickly systemctl is-active "$1" || true)"
    if [[ -z "${active}" || -z "${enabled}" ]]; then
        unchecked "$1" "systemd does not answer" "nothing is known of the unit" "see: systemctl status $1"
    elif [[ "$1" == "${TIMESYNC}" && "${active}" != active ]] && keeper="$(time_keeper)" && [[ -n "${keeper}" ]]; then
        # Somebody has chosen another one since.
        matches unit "$1" "replaced by ${keeper}"
    elif [[ "${enabled}" == masked* ]]; then
        differs unit "$1" masked "enabled and active" "${enabled}, ${active}" "systemctl unmask $1 && systemctl enable --now $1; or the same unmask, then ${AGAIN}"
    elif [[ "${enabled}" != enabled ]]; then
        differs unit "$1" disabled "enabled and active" "${enabled}, ${active}" "systemctl enable --now $1; or ${AGAIN}"
    elif [[ "${active}" != active ]]; then
        differs unit "$1" inactive "enabled and active" "${enabled}, ${active}" "systemctl restart $1; when it does not stay: journalctl --no-pager --lines 50 --unit $1"
    else
        compare_definition "$1"
    fi
}

# What the file says is looked at with the files; this is what systemd makes of it.
compare_definition() {
    local name value overrides="" stale=no
    if noted file "/etc/systemd/system/$1"; then
        while IFS='=' read -r name value; do
            case "${name}" in
                # Distributions put some below /usr, for all units at once.
                DropInPaths) overrides="$(printf '%s' "${value}" | tr ' ' '\n' | grep -F "/$1.d/" | paste -sd ' ' || true)" ;;
                NeedDaemonReload) stale="${value}" ;;
                *) ;;
            esac
        done < <(quickly systemctl show --property DropInPaths,NeedDaemonReload "$1" || true)
    fi
    if [[ -n "${overrides}" ]]; then
        differs unit "$1" overridden "its own file alone" "changed by ${overrides}" "look at it; to take it away: rm ${overrides} && systemctl daemon-reload && systemctl restart $1"
    elif [[ "${stale}" == yes ]]; then
        differs unit "$1" stale "as its file says" "as its file said before it was changed" "systemctl daemon-reload && systemctl restart $1"
    else
        matches unit "$1" "enabled and active"
    fi
}
