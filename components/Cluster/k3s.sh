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
source ./k3s-removal.sh

BINARY=/usr/local/bin/k3s
CONFIG=/etc/rancher/k3s/config.yaml
TOKEN_FILE=/etc/rancher/k3s/join-token
AGENT_TOKEN_FILE=/etc/rancher/k3s/agent-token

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
    end_killed_wipe "${unit}"
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

remove() {
    local unit
    exclusive
    claim_to_remove k3s || return 0
    unit="$(unit_of "$(noted role || printf '%s' "${STRATUS_K3S_ROLE}")")"
    leave_etcd "${unit}"
    if [[ -e "${STRATUS_ROOT}/etc/systemd/system/${unit}" ]]; then systemctl disable --quiet --now "${unit}"; fi
    wipe
    drop_file "/etc/systemd/system/${unit}"
    systemctl daemon-reload
    systemctl reset-failed "${unit}" 2>/dev/null || true
    forget_password
    release
}
