# shellcheck shell=bash
# What else lives on this machine.
source ./findings.sh
source ./modules.sh
source ./active-units.sh

check_neighbours() {
    local path unit units found=0
    if claimed k3s; then
        ok neighbours "the Kubernetes of this host is ours"
        return
    fi
    for path in /usr/local/bin/k3s /etc/rancher/k3s/config.yaml /var/lib/rancher/k3s /var/lib/rancher/rke2 \
        /var/lib/kubelet/config.yaml /etc/kubernetes/kubelet.conf; do
        [[ -e "${STRATUS_ROOT}${path}" ]] || continue
        found=1
        fatal neighbour.kubernetes "${path} exists" "another Kubernetes lives or lived on this machine" \
            "uninstall it with its own uninstaller (k3s-uninstall.sh, kubeadm reset, ...)" "ls ${path} finds nothing"
    done
    units=" $(active containerd docker crio kubelet podman.socket | tr '\n' ' ')"
    for unit in containerd docker crio kubelet; do
        [[ "${units}" == *" ${unit} "* ]] || continue
        found=1
        fatal "neighbour.${unit}" "${unit} is running" "a host of sandboxes runs nothing else; its network rules and mounts collide with k3s's" \
            "systemctl disable --now ${unit}.service, or use a dedicated machine" "systemctl is-active ${unit} says inactive"
    done
    if [[ "${units}" == *" podman.socket "* ]]; then
        found=1
        warning neighbour.podman "podman's socket is active" "containers of others share the machine with sandboxes" \
            "systemctl disable --now podman.socket" "systemctl is-active podman.socket says inactive"
    fi
    ((found)) || ok neighbours "nothing else on this machine runs containers"
}

# A firewall that others manage drops what nodes and pods say to one another, or throws our rules away when it reloads.
check_firewall() {
    local name why="it drops what nodes and pods say to one another, and its reloads throw away the rules of k3s and Cilium" chains found=0
    if grep -qsix 'ENABLED=yes' "${STRATUS_ROOT}/etc/ufw/ufw.conf"; then
        found=1
        warning firewall.ufw "ufw is active" "${why}" "ufw disable; or let the other nodes, the pods and the Services through: ufw allow from ADDRESSES" "ufw status"
    fi
    if [[ -n "$(active firewalld)" ]]; then
        found=1
        warning firewall.firewalld "firewalld is active" "${why}" \
            "systemctl disable --now firewalld; or trust the other nodes, the pods and the Services: firewall-cmd --permanent --zone=trusted --add-source=ADDRESSES" \
            "firewall-cmd --state"
    fi
    chains="$(dropping_chains)"
    if [[ -n "${chains}" ]]; then
        found=1
        warning firewall.policy "these chains drop what no rule accepts: ${chains}" "nodes and pods may not reach one another" \
            "accept the other nodes and the pods in them, or set their policy to accept" "nft list ruleset; iptables-save"
    fi
    ((found)) || ok firewall "no firewall stands in the way"
}

# Only what is loaded is asked: asking would load it.
dropping_chains() {
    local state chains=()
    state="$(module_state nf_tables)"
    if has nft && [[ "${state}" == loaded || "${state}" == builtin ]] && is_root; then
        mapfile -t chains < <(quickly nft list ruleset | awk '$1 == "table" { table = $2 " " $3 } $1 == "chain" { chain = $2 }
            /hook (input|forward) .*policy drop/ { print "nft " table " " chain }')
    fi
    if has iptables-save && [[ -s "${STRATUS_ROOT}/proc/net/ip_tables_names" ]] && is_root; then
        mapfile -t -O "${#chains[@]}" chains < <(quickly iptables-save | awk '/^:(INPUT|FORWARD) DROP/ { print "iptables " substr($1, 2) }')
    fi
    joined "${chains[@]}"
}
