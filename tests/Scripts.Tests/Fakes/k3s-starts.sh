#!/bin/bash
# The traces that a starting k3s (unit name: $1), its CNI and its containerd leave on a host.
set -euo pipefail
if [[ -e "${FAKE_STATE:?}/late" && "${2-}" != now ]]; then
    # As the real one: systemd has started it long before it has talked to a server.
    (sleep 1.5 && bash "$0" "$1" now) >/dev/null 2>&1 9>&- &
    exit
fi
root="${FAKE_ROOT:?}"
data="${root}/var/lib/rancher/k3s"
containerd="${data}/agent/etc/containerd"
# From half of its data no k3s starts.
[[ ! -e "${data}/server/db" || -e "${data}/server/cred" ]] || exit 1
mkdir -p "${data}"/server/{cred,db/etcd} "${containerd}" "${data}/agent/containerd/io.containerd.snapshotter.v1.devmapper" \
    "${root}/etc/rancher/node" "${root}/var/lib/kubelet" "${root}/opt/cni/bin" \
    "${root}"/sys/class/net/{cilium_host,cilium_net,cilium_vxlan,cilium_wg0,lxc_health,lxc0123456789ab}
{
    [[ ! -e "${containerd}/config-v3.toml.tmpl" ]] || head -n 1 "${containerd}/config-v3.toml.tmpl"
    [[ ! -e "${FAKE_STATE:?}/answers/imports" ]] || cat "${FAKE_STATE}/answers/imports"
    if [[ -e "${FAKE_STATE}/answers/format" ]]; then cat "${FAKE_STATE}/answers/format"; else printf 'version = 3\n'; fi
} >"${containerd}/config.toml"
printf 'kubeconfig\n' >"${data}/agent/kubelet.kubeconfig"
[[ "$1" == k3s.service ]] || exit 0
printf 'K10abc::server:sesame-server\n' >"${data}/server/token"
printf 'K10abc::node:sesame-agent\n' >"${data}/server/agent-token"
mkdir -p "${root}/etc/rancher/k3s"
printf 'clusters:\n- cluster:\n    server: https://127.0.0.1:6443\n  name: "default"\n' >"${root}/etc/rancher/k3s/k3s.yaml"
