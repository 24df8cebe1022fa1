# shellcheck shell=bash
# A k3s server or agent: pinned binary, configuration, unit. Removing it leaves nothing of k3s, CNI and Kata on the machine.
: "${STRATUS_HOST_ID:?}"
: "${STRATUS_K3S_ROLE:?}"            # server or agent
: "${STRATUS_K3S_VERSION:?}"
: "${STRATUS_K3S_URL_AMD64:?}"
: "${STRATUS_K3S_SHA256_AMD64?}"     # empty: unknown to the lock
: "${STRATUS_K3S_URL_ARM64:?}"
: "${STRATUS_K3S_SHA256_ARM64?}"
: "${STRATUS_K3S_CONFIG:?}"          # the text of config.yaml; JSON is YAML
: "${STRATUS_ALLOW_UNPINNED:?}"      # true or false: install although the lock has no checksum
source ../../core/Scripting/lib.sh
source ../../core/Scripting/fetch.sh
source ./k3s-unit.sh

BINARY=/usr/local/bin/k3s
CONFIG=/etc/rancher/k3s/config.yaml
TOKEN_FILE=/etc/rancher/k3s/join-token
AGENT_TOKEN_FILE=/etc/rancher/k3s/agent-token

# What k3s, its CNI and Kata make as they run. What of it was there before is not ours to remove.
GROWN=(
    /var/lib/rancher/k3s /etc/rancher/node /etc/rancher/k3s/k3s.yaml /var/lib/kubelet /var/lib/cni /run/k3s /run/flannel /run/cilium
    /etc/cni /etc/cni/net.d /etc/cni/net.d/05-cilium.conflist /etc/cni/net.d/10-calico.conflist /etc/cni/net.d/10-canal.conflist
    /etc/cni/net.d/calico-kubeconfig /opt/cni /opt/cni/bin /var/lib/calico /run/calico /opt/kata /run/vc /run/kata-containers /var/log/pods
    /var/log/containers /etc/sysctl.d/99-zzz-override_cilium.conf /sys/fs/bpf/cilium /sys/fs/bpf/tc/globals
    /sys/class/net/cilium_host /sys/class/net/cilium_net /sys/class/net/cilium_vxlan /sys/class/net/cni0 /sys/class/net/flannel.1
    /sys/class/net/vxlan.calico /sys/class/net/kube-ipvs0
)

unit_text() {
    local type=exec
    [[ "${STRATUS_K3S_ROLE}" != server ]] || type=notify
    cat <<'EOF'
[Unit]
Description=k3s, run by Stratus
Documentation=https://docs.k3s.io
Wants=network-online.target
After=network-online.target

[Install]
WantedBy=multi-user.target

[Service]
# Containers outlive a restart of k3s.
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s
EOF
    printf 'Type=%s\nExecStart=%s %s\n' "${type}" "${BINARY}" "${STRATUS_K3S_ROLE}"
}

refuse_foreign() {
    local path
    claimed k3s && return
    for path in "${BINARY}" "${CONFIG}" /etc/systemd/system/k3s.service /etc/systemd/system/k3s-agent.service /var/lib/rancher/k3s; do
        [[ ! -e "${STRATUS_ROOT}${path}" ]] ||
            fail "${path} exists: a k3s that is not ours" "uninstall it first: k3s-uninstall.sh or k3s-agent-uninstall.sh"
    done
}

# Before anything is made: which of the paths that will grow are there already.
survey() {
    local path
    ! noted surveyed yes || return 0
    for path in "${GROWN[@]}"; do
        [[ -e "${STRATUS_ROOT}${path}" ]] || note grown "${path}"
    done
    note surveyed yes
}

install_binary() {
    local arch url sum
    arch="$(architecture)"
    case "${arch}" in
        amd64) url="${STRATUS_K3S_URL_AMD64}" sum="${STRATUS_K3S_SHA256_AMD64}" ;;
        arm64) url="${STRATUS_K3S_URL_ARM64}" sum="${STRATUS_K3S_SHA256_ARM64}" ;;
        *) fail "the architecture is ${arch}" "use an amd64 or arm64 machine" ;;
    esac
    # Without a checksum only the version that the binary gives tells whether it is the wanted one.
    if [[ -z "${sum}" ]] && says_version; then return; fi
    fetch_pinned "${url}" "${sum}" "${BINARY}" 0755
    says_version ||
        fail "${url} is not k3s ${STRATUS_K3S_VERSION}" "make version and url of k3s agree in versions.lock.json: stratus lock refresh"
}
says_version() { [[ -x "${STRATUS_ROOT}${BINARY}" && "$(k3s --version 2>/dev/null)" == "k3s version ${STRATUS_K3S_VERSION} "* ]]; }

# The first server makes up what agents join with; whoever joins has been given it. An agent that is broken into
# then knows nothing that a server joins with.
make_agent_token() {
    [[ "${STRATUS_K3S_ROLE}" == server && ! -e "${STRATUS_ROOT}${AGENT_TOKEN_FILE}" ]] || return 0
    put_file "${AGENT_TOKEN_FILE}" 0600 < <(od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n'; printf '\n')
}

running_files() { fingerprint "${BINARY}" "${CONFIG}" "${TOKEN_FILE}" "${AGENT_TOKEN_FILE}" "/etc/systemd/system/$1"; }

apply() {
    local unit now role
    [[ "${STRATUS_K3S_ROLE}" == server || "${STRATUS_K3S_ROLE}" == agent ]] ||
        fail "the role is '${STRATUS_K3S_ROLE}'" "set hosts[].role to server or agent"
    exclusive
    refuse_foreign
    claim k3s
    role="$(noted role || true)"
    [[ -z "${role}" || "${role}" == "${STRATUS_K3S_ROLE}" ]] || fail "this host is a k3s ${role}, the settings say ${STRATUS_K3S_ROLE}" \
        "remove the host from the settings, run pulumi up, then add it in its new role"
    note role "${STRATUS_K3S_ROLE}"
    unit="$(unit_of "${STRATUS_K3S_ROLE}")"
    survey
    # What was altered since k3s started may be what it runs with: put back, it has to be started anew.
    noted started "$(running_files "${unit}")" || forget started
    make_dirs /var/lib/rancher
    install_binary
    put_file "${CONFIG}" 0600 < <(printf '%s\n' "${STRATUS_K3S_CONFIG}")
    make_agent_token
    put_file "/etc/systemd/system/${unit}" 0644 < <(unit_text)
    enable_unit "${unit}"
    now="$(running_files "${unit}")"
    if ! noted started "${now}" || ! k3s_is_up "${STRATUS_K3S_ROLE}"; then
        systemctl daemon-reload
        restart_k3s "${STRATUS_K3S_ROLE}"
        forget started
        note started "${now}"
    fi
    ready
    printf '{"hostId":%s,"role":%s,"version":%s,"architecture":%s}\n' "$(quoted "${STRATUS_HOST_ID}")" "$(quoted "${STRATUS_K3S_ROLE}")" \
        "$(quoted "${STRATUS_K3S_VERSION}")" "$(quoted "$(architecture)")"
}

# --- removal ---------------------------------------------------------------------------------------------------------
# Our containerd and its shims, whatever the runtime, and everything below them.
leftover_processes() {
    local file argv0 pid stat parents
    local -A wanted=()
    while read -r file; do
        read -r -d '' argv0 <"${file}" || continue
        [[ "${argv0##*/}" != containerd* ]] || wanted["$(basename "${file%/cmdline}")"]=1
        # The bracket keeps grep from finding itself.
    done < <(grep -lzsE '/run/k3s/containerd/containerd[.]sock' "${STRATUS_ROOT}"/proc/[0-9]*/cmdline || true)
    parents="${#wanted[@]}"
    while ((parents)); do
        parents=0
        for file in "${STRATUS_ROOT}"/proc/[0-9]*/stat; do
            { stat="$(<"${file}")"; } 2>/dev/null || continue
            pid="${stat%% *}"
            stat="${stat##*) }"
            stat="${stat#* }"
            if [[ -n "${wanted["${stat%% *}"]-}" && -z "${wanted["${pid}"]-}" ]]; then
                wanted["${pid}"]=1
                parents=1
            fi
        done
    done
    ((${#wanted[@]} == 0)) || printf '%s\n' "${!wanted[@]}"
}
kill_processes() {
    local pid pids
    mapfile -t pids < <(leftover_processes)
    for pid in "${pids[@]}"; do kill -KILL "${pid}" 2>/dev/null || true; done
}

unmount() {
    local point points ours='^(/run/k3s|/var/lib/rancher/k3s|/var/lib/kubelet|/run/cilium|/run/netns/cni-[^/]*)(/|$)'
    mapfile -t points < <(awk -v ours="${ours}" '$2 ~ ours { print $2 }' "${STRATUS_ROOT}/proc/self/mounts" | sort -r)
    for point in "${points[@]}"; do
        printf -v point '%b' "${point}"
        umount "${STRATUS_ROOT}${point}" 2>/dev/null || umount --lazy "${STRATUS_ROOT}${point}" ||
            fail "${point} cannot be unmounted" "see what uses it: fuser -vm ${point}; then run pulumi destroy again"
    done
    rm -f "${STRATUS_ROOT}"/run/netns/cni-*
}

# Left in place, the rules of kube-proxy and the CNI can cut the machine off.
clear_firewall() {
    local tool rules
    for tool in iptables ip6tables; do
        command -v "${tool}-save" >/dev/null || continue
        rules="$("${tool}-save")"
        grep -qE 'KUBE-|CNI-|CILIUM|cali-|FLANNEL' <<<"${rules}" || continue
        grep -vE 'KUBE-|CNI-|CILIUM|cali-|FLANNEL' <<<"${rules}" | "${tool}-restore"
    done
}

remove_grown() {
    local path paths
    mapfile -t paths < <(noted grown)
    for path in "${paths[@]}"; do
        [[ -e "${STRATUS_ROOT}${path}" ]] || continue
        case "${path}" in
            /sys/class/net/*) ip link delete "${path##*/}" 2>/dev/null || [[ ! -e "${STRATUS_ROOT}${path}" ]] ||
                say "the link ${path##*/} stays until the next boot" ;;
            *) rm -rf --one-file-system "${STRATUS_ROOT}${path}" ;;
        esac
    done
}

remove() {
    local unit
    exclusive
    claim_to_remove k3s || return 0
    unit="$(unit_of "$(noted role || printf '%s' "${STRATUS_K3S_ROLE}")")"
    if [[ -e "${STRATUS_ROOT}/etc/systemd/system/${unit}" ]]; then systemctl disable --quiet --now "${unit}"; fi
    kill_processes
    unmount
    clear_firewall
    remove_grown
    drop_file "/etc/systemd/system/${unit}"
    systemctl daemon-reload
    systemctl reset-failed "${unit}" 2>/dev/null || true
    release
}
