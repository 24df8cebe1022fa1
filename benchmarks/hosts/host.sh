#!/usr/bin/env bash
# Is one host: runs as the first process of its own mount, PID, UTS and network namespaces, its root an overlay over the common one.
# ROOT: where its root is mounted. Everything that it changes lies in the overlay and is gone with it.
set -euo pipefail
ROOT="$1"

# Sysctls that are the whole machine's become files of the host's own, with the values that the machine has.
own_sysctls() {
    local key file target
    for key in vm/panic_on_oom vm/overcommit_memory kernel/panic kernel/panic_on_oops kernel/pid_max net/ipv4/ip_forward \
        fs/inotify/max_user_instances fs/inotify/max_user_watches net/ipv6/conf/all/forwarding net/netfilter/nf_conntrack_max; do
        file="/proc/sys/${key}"
        target="${ROOT}/run/sys/${key}"
        mkdir -p "${target%/*}"
        if [[ -e "${file}" ]]; then cat "${file}"; else printf '262144\n'; fi >"${target}"
    done
    mkdir -p "${ROOT}/run/sys/net/bridge"
    printf '0\n' | tee "${ROOT}/run/sys/net/bridge/bridge-nf-call-iptables" "${ROOT}/run/sys/net/bridge/bridge-nf-call-ip6tables" >/dev/null
    mount --bind "${ROOT}/run/sys" "${ROOT}/proc/sys"
}

# There is one kernel, no systemd and no internet: modules load without a word, a unit is what its files say, the clock is kept, and
# whatever would be downloaded is there.
stand_ins() {
    cat >"${ROOT}/usr/local/sbin/modprobe" <<'SH'
#!/bin/sh
[ "$1" != --show-depends ] || echo "insmod /lib/modules/none/$2.ko"
SH
    cat >"${ROOT}/usr/local/sbin/systemctl" <<'SH'
#!/bin/sh
case "$1" in
    is-active)
        shift
        for unit; do case "${unit}" in systemd-timesyncd.service) echo active ;; *) echo inactive ;; esac; done
        case "$*" in *systemd-timesyncd.service*) exit 0 ;; *) exit 3 ;; esac
        ;;
    is-enabled | list-unit-files) exec /usr/bin/systemctl "$@" ;;
esac
SH
    cat >"${ROOT}/usr/local/sbin/curl" <<'SH'
#!/bin/sh
echo 200
SH
    chmod 0755 "${ROOT}"/usr/local/sbin/*
}

mount -t proc proc "${ROOT}/proc"
mount -t sysfs sysfs "${ROOT}/sys"
mount -t cgroup2 cgroup2 "${ROOT}/sys/fs/cgroup" 2>/dev/null || true
mount --rbind /dev "${ROOT}/dev"
mount -t tmpfs tmpfs "${ROOT}/run"
mkdir -p "${ROOT}/run/sshd" "${ROOT}/run/systemd/system"
ip link set lo up
own_sysctls
stand_ins
exec chroot "${ROOT}" /usr/sbin/sshd -D -e
