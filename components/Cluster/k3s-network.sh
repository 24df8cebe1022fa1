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

# Where the kernel has no tcx (before 6.6), Cilium's programs are filters on the machine's own links. Over maps that are deleted they would
# drop what passes.
clear_filters() {
    local path link direction protocol pref handle
    if ! command -v tc >/dev/null; then return 0; fi
    for path in "${STRATUS_ROOT}"/sys/class/net/*; do
        link="${path##*/}"
        for direction in ingress egress; do
            while read -r protocol pref handle; do
                tc filter del dev "${link}" "${direction}" protocol "${protocol}" pref "${pref}" handle "${handle}" bpf ||
                    fail "the filter of Cilium on ${link} cannot be deleted" "see: tc filter show dev ${link} ${direction}; then run pulumi destroy again"
            done < <(cilium_filters "${link}" "${direction}")
        done
    done
}
# cilium_filters LINK DIRECTION: protocol, preference and handle of each; a link without a place for filters has none.
cilium_filters() {
    { tc filter show dev "$1" "$2" 2>/dev/null || true; } | awk '/^filter / && / bpf / {
        protocol = pref = handle = name = ""
        for (i = 1; i < NF; i++) {
            if ($i == "protocol") protocol = $(i + 1)
            if ($i == "pref") pref = $(i + 1)
            if ($i == "handle") { handle = $(i + 1); name = $(i + 2) }
        }
        if (name ~ /^cil_/) print protocol, pref, handle
    }'
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
