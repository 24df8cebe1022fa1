# shellcheck shell=bash
# Eight hosts on one machine: namespaces, an overlay over a common Debian root and an OpenSSH server each, on a bridge of their own.
: "${HERE:?}" "${CACHE:?}" "${DIR:?}" "${HOSTS:?}"
BRIDGE=stratus-bench

address_of() { printf '198.18.0.%d' "$1"; }
host_key_of() { cut -d' ' -f1,2 "${DIR}/keys/host-$1.pub"; }

# bookworm, with what Ansible needs on a host and Stratus would install: neither side is to time apt.
make_root() {
    local root="${CACHE}/root" packages=openssh-server,python3,python3-apt,curl,iproute2,procps,kmod,systemd,systemd-timesyncd,ca-certificates,iptables,nftables
    [[ ! -d "${root}" ]] || return 0
    mkdir -p "${CACHE}"
    printf 'making a Debian root in %s\n' "${CACHE}" >&2
    mmdebstrap --variant=minbase --include="${packages}" bookworm "${root}.unfinished" >&2
    rm -f "${root}.unfinished"/etc/ssh/ssh_host_*
    mv "${root}.unfinished" "${root}"
}

make_keys() {
    local number
    mkdir -m 0700 "${DIR}/keys"
    ssh-keygen -q -t ed25519 -N '' -f "${DIR}/keys/user"
    for ((number = 1; number <= HOSTS; number++)); do ssh-keygen -q -t ed25519 -N '' -C '' -f "${DIR}/keys/host-${number}"; done
    eval "$(ssh-agent -s)" >/dev/null
    ssh-add -q "${DIR}/keys/user"
}

hosts_up() {
    local number
    hosts_down
    ip link add "${BRIDGE}" type bridge
    ip address add 198.18.0.254/24 dev "${BRIDGE}"
    ip link set "${BRIDGE}" up
    for ((number = 1; number <= HOSTS; number++)); do host_up "${number}"; done
    for ((number = 1; number <= HOSTS; number++)); do
        until ssh -F "${DIR}/ssh_config" "$(address_of "${number}")" true 2>/dev/null; do sleep 0.1; done
    done
}

host_up() {
    local name="${BRIDGE}-$1" link="sb$1" layers="${DIR}/host-$1"
    mkdir -p "${layers}"/{upper/etc/ssh,upper/root/.ssh,work,root}
    install -m 0600 "${DIR}/keys/host-$1" "${layers}/upper/etc/ssh/ssh_host_ed25519_key"
    install -m 0600 "${DIR}/keys/user.pub" "${layers}/upper/root/.ssh/authorized_keys"
    chmod 0700 "${layers}/upper/root/.ssh"
    printf 'UsePAM no\nPermitRootLogin prohibit-password\nAuthorizedKeysFile .ssh/authorized_keys\n' >"${layers}/upper/etc/ssh/sshd_config"
    printf 'host-%d\n' "$1" >"${layers}/upper/etc/hostname"
    ip netns add "${name}"
    ip link add "${link}" type veth peer name eth0 netns "${name}"
    ip link set "${link}" master "${BRIDGE}" up
    ip -n "${name}" address add "$(address_of "$1")/24" dev eth0
    ip -n "${name}" link set eth0 up
    # shellcheck disable=SC2016  # expanded by the inner shell
    ip netns exec "${name}" unshare --mount --pid --uts --fork --kill-child bash -c '
        set -e; mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"; exec bash "$3" "$2/root"' \
        bash "${CACHE}/root" "${layers}" "${HERE}/host.sh" </dev/null >"${DIR}/host-$1.log" 2>&1 &
    disown
}

hosts_down() {
    local number pid
    for ((number = 1; number <= HOSTS; number++)); do
        while read -r pid; do kill -KILL "${pid}" 2>/dev/null || true; done < <(ip netns pids "${BRIDGE}-${number}" 2>/dev/null)
        ip netns delete "${BRIDGE}-${number}" 2>/dev/null || true
        ip link delete "sb${number}" 2>/dev/null || true
        rm -rf "${DIR}/host-${number}"
    done
    ip link delete "${BRIDGE}" 2>/dev/null || true
}

# What both sides must have reached.
check_hosts() {
    local number
    for ((number = 1; number <= HOSTS; number++)); do
        # shellcheck disable=SC2016  # expanded on the host
        ssh -F "${DIR}/ssh_config" "$(address_of "${number}")" '
            [ "$(cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/bridge/bridge-nf-call-iptables | tr -d "\n")" = 11 ] &&
            grep -qx br_netfilter /etc/modules-load.d/*.conf && grep -q ip_forward /etc/sysctl.conf /etc/sysctl.d/*.conf' ||
            { printf 'host-%d was not prepared\n' "${number}" >&2; return 1; }
    done
}
