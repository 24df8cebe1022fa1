#!/bin/bash
# What the fake download installs as /usr/local/bin/k3s.
set -euo pipefail
printf 'k3s %s\n' "$*" >>"${FAKE_STATE:?}/calls"
[[ ! -e "${FAKE_STATE}/broken/k3s-$1" && ! -e "${FAKE_STATE}/broken/k3s-$1-${2-}" ]] || exit 1
case "$1" in
    --version) printf 'k3s version v9.9.9+k3s1 (abcdef)\ngo version go9\n' ;;
    ctr) printf 'io.containerd.snapshotter.v1     devmapper     linux/amd64     ok   \n' ;;
    *) printf 'ok\n' ;;
esac
