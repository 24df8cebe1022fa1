#!/usr/bin/env bash
# Prints all that a host script may leave behind, one thing a line: what a removal leaves is what differs from before.
set -euo pipefail
export SYSTEMD_BUS_TIMEOUT=300

# Changes by itself: seeds, clocks, counters, what the kernel sizes at boot; and that it stood still once (16384), as an emulated one may.
volatile='^(kernel\.(tainted = (0|16384)$|random|ns_last_pid|pty|sched|perf|cap_last)|fs\.(dentry|inode|file-nr|quota|aio-nr)|net\.netfilter\.nf_conntrack_(count|buckets)|net\.ipv4\.inet_peer_threshold|vm\.user_reserve_kbytes|fs\.fanotify\.max_user_marks|user\.max_fanotify_marks)'

# Listing loads modules: sysctls mount a file system, and dmsetup needs its own. They are there before modules are listed.
ls /proc/sys/fs/binfmt_misc >/dev/null
dmsetup ls >/dev/null

files() { find /etc /var/lib /usr/local /opt /srv /root /home /boot -xdev \( -path /var/lib/systemd -o -path /var/lib/apt \) -prune -o "$@"; }
files -printf 'path %p %y %m %u:%g %l\n'
files -type f -not -path '/var/lib/stratus/*' -print0 | xargs -0 sha256sum
# Line by line, so that a difference says which.
if [[ -d /var/lib/stratus ]]; then grep --recursive --binary-files=without-match '' /var/lib/stratus || true; fi
awk '{ print "module", $1 }' /proc/modules
sysctl --all 2>/dev/null | grep -Ev "${volatile}" | sed 's/^/sysctl /'
dmsetup ls | sed 's/^/device-mapper /'
losetup --list --noheadings --output NAME,BACK-FILE | sed 's/^/loop /'
# Who asks for the time starts it, and it ends by itself half a minute later.
systemctl list-units --all --no-legend --plain --type service,timer,socket,mount | awk '$1 != "systemd-timedated.service" { print "unit", $1, ($3 == "activating" ? "inactive" : $3) }'
awk '{ print "mount", $1, $2, $3 }' /proc/mounts
dpkg-query --show | sed 's/^/package /'
