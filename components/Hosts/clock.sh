# shellcheck shell=bash
# Certificates, tokens and etcd need the right time. Whatever keeps it already is left alone.
source ../../core/Hosts/time-keeper.sh

# needs_timesync: whether the package of systemd-timesyncd is missing for want of any other.
needs_timesync() {
    [[ -z "$(time_keeper)" && "$(state_of "${TIMESYNC}")" =~ ^(not-found)?$ ]]
}

keep_time() {
    local before keeper
    keeper="$(time_keeper)"
    # The one that is ours is made sure of again.
    if [[ -n "${keeper}" ]] && ! { [[ "${keeper}" == "${TIMESYNC}" ]] && noted time >/dev/null; }; then return 0; fi
    before="$(state_of "${TIMESYNC}")"
    if [[ "${before}" == masked* ]]; then
        say "warning: no NTP client runs, and ${TIMESYNC} is masked: certificates are refused when the clock is wrong"
        return
    fi
    if [[ -z "${before}" || "${before}" == not-found ]]; then
        say "warning: no NTP client runs and none could be installed: certificates are refused when the clock is wrong"
        return
    fi
    noted time >/dev/null || note time "${before}"
    enable_unit "${TIMESYNC}"
    systemctl start "${TIMESYNC}" || fail "${TIMESYNC} does not start" \
        "see: systemctl status ${TIMESYNC}; or run another NTP client; to leave the clock alone: systemctl mask ${TIMESYNC}"
}

restore_time() {
    local before
    before="$(noted time || true)"
    [[ -n "${before}" && "$(state_of "${TIMESYNC}")" =~ ^(enabled|disabled)$ ]] || return 0
    systemctl stop "${TIMESYNC}"
    [[ "${before}" == enabled ]] || systemctl disable --quiet "${TIMESYNC}"
}
