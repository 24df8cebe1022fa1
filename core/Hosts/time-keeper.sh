# shellcheck shell=bash
# What keeps the clock.
source ../Scripting/lib.sh

TIMESYNC=systemd-timesyncd.service
TIME_KEEPERS=("${TIMESYNC}" chrony.service chronyd.service ntp.service ntpd.service ntpsec.service openntpd.service)

# time_keeper: the unit that keeps the clock, or nothing.
time_keeper() {
    local unit
    for unit in "${TIME_KEEPERS[@]}"; do
        if systemctl is-active --quiet "${unit}"; then
            printf '%s\n' "${unit}"
            return
        fi
    done
}
state_of() { systemctl is-enabled "$1" 2>/dev/null || true; }
