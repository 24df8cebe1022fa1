#!/bin/bash
# What the fake download installs as /usr/local/bin/k3s.
set -euo pipefail
printf 'k3s %s\n' "$*" >>"${FAKE_STATE:?}/calls"
[[ ! -e "${FAKE_STATE}/broken/k3s-$1" && ! -e "${FAKE_STATE}/broken/k3s-$1-${2-}" ]] || exit 1
# The cluster's nodes are files, each with its condition; they go when they are deleted.
kubectl() {
    local nodes="${FAKE_STATE}/nodes"
    case "$1 $2" in
        "get nodes") (cd "${nodes}" 2>/dev/null && printf 'node/%s\n' * | grep -v agent) || true ;;
        "get node") [[ ! -e "${nodes}/$3" ]] || printf '%s=%s' "$3" "$(<"${nodes}/$3")" ;;
        "delete node") rm -f "${nodes}/$3" ;;
        "annotate node") if [[ -e "${nodes}/$3" ]]; then touch "${FAKE_ROOT:?}/var/lib/rancher/k3s/server/db/etcd/tombstone"; fi ;;
        *) printf 'ok\n' ;;
    esac
}
case "$1" in
    --version) printf 'k3s version v9.9.9+k3s1 (abcdef)\ngo version go9\n' ;;
    ctr) printf 'io.containerd.snapshotter.v1     devmapper     linux/amd64     ok   \n' ;;
    kubectl) kubectl "${@:2}" ;;
    *) printf 'ok\n' ;;
esac
