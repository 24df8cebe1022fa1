# shellcheck shell=bash
# What k3s and its CNI make of a machine's network, and how it is rid of it.
source ../../core/Scripting/lib.sh

# Their links. Endpoints of Cilium and Calico bear digits of a hash; lxcbr0 is another's.
LINKS='^(cilium_.+|lxc_health|lxc[0-9a-f]{12}|cali[0-9a-f]{11}|vxlan[.]calico|cni0|flannel[.-].+|kube-ipvs0)$'
grown_links() {
    local path
    for path in "${STRATUS_ROOT}"/sys/class/net/*; do
        if [[ "${path##*/}" =~ ${LINKS} ]]; then printf '%s\n' "${path#"${STRATUS_ROOT}"}"; fi
    done
}

# Left in place, the rules of kube-proxy and the CNI can cut the machine off. Where it has no iptables k3s has made them with its own.
clear_firewall() {
    local tool rules dir PATH="${PATH}"
    for dir in "${STRATUS_ROOT}"/var/lib/rancher/k3s/data/*/bin; do PATH+=":${dir}:${dir}/aux"; done
    for tool in iptables ip6tables; do
        command -v "${tool}-save" >/dev/null || continue
        rules="$("${tool}-save")"
        grep -qE 'KUBE-|CNI-|CILIUM|cali-|FLANNEL' <<<"${rules}" || continue
        grep -vE 'KUBE-|CNI-|CILIUM|cali-|FLANNEL' <<<"${rules}" | "${tool}-restore"
    done
}

# Left in place, cilium_wg0 keeps the port that Cilium's encryption needs at the next apply.
remove_links() {
    local path paths
    mapfile -t paths < <(grown_links)
    for path in "${paths[@]}"; do
        # One of a pair takes the other with it.
        if was_there "${path}" || [[ ! -e "${STRATUS_ROOT}${path}" ]]; then continue; fi
        ip link delete "${path##*/}" 2>/dev/null || [[ ! -e "${STRATUS_ROOT}${path}" ]] || say "the link ${path##*/} stays until the next boot"
    done
}
