# shellcheck shell=bash
# Whether something keeps the clock right.
source ./findings.sh

check_clock() {
    local said
    said="$(synchronised_by)"
    fact clock "$(quoted "${said:-unsynchronised}")"
    if [[ -n "${said}" ]]; then
        ok clock.synchronised "the clock is synchronised, says ${said}"
    else
        warning clock.synchronised "nothing says that the clock is synchronised" \
            "certificates and etcd need the right time; a clock drifts by seconds a day" \
            "timedatectl set-ntp true; where there is no service for that: $(install_with systemd-timesyncd chrony)" \
            "timedatectl show --property=NTPSynchronized says yes"
    fi
}
synchronised_by() {
    if has timedatectl && [[ "$(quickly timedatectl show --property=NTPSynchronized --value)" == yes ]]; then
        printf timedatectl
    elif has chronyc && quickly chronyc -n tracking | grep '^Leap status *: Normal' >/dev/null; then
        printf chronyc
    elif has ntpq && quickly ntpq -c rv | grep -E 'leap_none|leap=00' >/dev/null; then
        printf ntpq
    fi
}
