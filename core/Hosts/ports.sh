# shellcheck shell=bash
# Whether the ports are free that k3s and Cilium listen on.
: "${STRATUS_ROLE:?}"         # server or agent
: "${STRATUS_ENCRYPTION:?}"   # true where traffic between nodes is encrypted
source ./findings.sh

# PROTOCOL-PORT of what: docs.k3s.io/installation/requirements, docs.cilium.io/network/kubernetes/requirements.
wanted_ports() {
    if [[ "${STRATUS_ROLE}" == server ]]; then
        printf '%s\n' 'tcp-6443 the API server' 'tcp-2379 etcd' 'tcp-2380 etcd' 'tcp-10257 the controller manager' 'tcp-10259 the scheduler'
    fi
    printf '%s\n' 'tcp-10250 the kubelet' 'tcp-10248 the kubelet' 'tcp-4240 the health check of Cilium' 'udp-8472 the VXLAN of Cilium'
    if [[ "${STRATUS_ENCRYPTION}" == true ]]; then printf 'udp-51871 the WireGuard of Cilium\n'; fi
}

check_ports() {
    local name who protocol port bound taken=0
    if claimed k3s; then
        ok ports "k3s on this host is ours, and so are its ports"
        return
    fi
    bound="$(bound_ports tcp) $(bound_ports udp) "
    while read -r name who; do
        protocol="${name%-*}"
        port="${name#*-}"
        [[ "${bound}" != *" ${name} "* ]] || {
            taken=1
            fatal "port.${name}" "${protocol^^} port ${port} is taken" "${who} listens there" \
                "find out who has it, and stop that: ss -l${protocol:0:1}np 'sport = :${port}'" "ss -Hl${protocol:0:1}n 'sport = :${port}' prints nothing"
        }
    done < <(wanted_ports)
    ((taken)) || ok ports "the ports of k3s and Cilium are free"
}

# bound_ports PROTOCOL: PROTOCOL-PORT of each, on any address. TCP: that something accepts connections (state 0A); UDP: that a socket is bound.
bound_ports() {
    local file _ address state
    for file in "${STRATUS_ROOT}/proc/net/$1"{,6}; do
        [[ -r "${file}" ]] || continue
        while read -r _ address _ state _; do
            [[ "${address}" == *:* && ("$1" == udp || "${state}" == 0A) ]] || continue
            printf ' %s-%d' "$1" "0x${address##*:}"
        done <"${file}"
    done
}
