# shellcheck shell=bash
# The secrets by which a node joins the cluster, in files that only root reads.
: "${STRATUS_JOIN_TOKEN:?}"
: "${STRATUS_AGENT_TOKEN?}"     # what agents join with, for a server; empty on an agent, which must not learn more than it needs
source ../../core/Scripting/lib.sh

TOKEN_FILE=/etc/rancher/k3s/join-token
AGENT_TOKEN_FILE=/etc/rancher/k3s/agent-token

apply() {
    exclusive
    claim join-token
    put_file "${TOKEN_FILE}" 0600 < <(printf '%s\n' "${STRATUS_JOIN_TOKEN}")
    if [[ -n "${STRATUS_AGENT_TOKEN}" ]]; then
        # Without the CA's hash and the user's name: every server must be given the very password, not one way of writing it.
        put_file "${AGENT_TOKEN_FILE}" 0600 < <(printf '%s\n' "${STRATUS_AGENT_TOKEN##*:}")
    fi
    ready
    printf '{"path":%s}\n' "$(quoted "${TOKEN_FILE}")"
}

remove() {
    exclusive
    claim_to_remove join-token || return 0
    release
}
