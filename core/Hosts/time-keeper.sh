# shellcheck shell=bash
# What keeps the clock.
source ../Scripting/lib.sh
source ./active-units.sh

TIMESYNC=systemd-timesyncd.service
TIME_KEEPERS=("${TIMESYNC}" chrony.service chronyd.service ntp.service ntpd.service ntpsec.service openntpd.service)

# time_keeper: the unit that keeps the clock, or nothing.
time_keeper() {
    local unit
    read -r unit < <(active "${TIME_KEEPERS[@]}") || return 0
    printf '%s\n' "${unit}"
}
state_of() { systemctl is-enabled "$1" 2>/dev/null || true; }
