# shellcheck shell=bash
# Reads, on a server, what others need to reach and to join the cluster. Its output is secret; it changes nothing.
: "${STRATUS_API_ADDRESS:?}"    # host name or IP address under which the API server is reached from outside
source ../../core/Scripting/lib.sh
source ./k3s-unit.sh

KUBECONFIG_FILE=/etc/rancher/k3s/k3s.yaml
SERVER_DIR=/var/lib/rancher/k3s/server

has_access_files() {
    [[ -s "${STRATUS_ROOT}${KUBECONFIG_FILE}" && -s "${STRATUS_ROOT}${SERVER_DIR}/token" && -s "${STRATUS_ROOT}${SERVER_DIR}/agent-token" ]]
}

# The full form carries the hash of the cluster's CA: joining with the short one trusts whoever answers.
full_token() {
    local token
    token="$(<"${STRATUS_ROOT}$1")"
    [[ "${token}" == K10*::*:* ]] ||
        fail "$1 is not a token in the full form (K10<hash>::<user>:<password>)" "see: journalctl --no-pager --lines 50 --unit k3s"
    quoted "${token}"
}

kubeconfig() {
    local address="${STRATUS_API_ADDRESS}" text
    [[ "${address}" != *:*:* || "${address}" == \[* ]] || address="[${address}]"
    text="$(<"${STRATUS_ROOT}${KUBECONFIG_FILE}")"
    [[ "${text}" == *"server: https://127.0.0.1:6443"* ]] || fail "${KUBECONFIG_FILE} names no server at https://127.0.0.1:6443" \
        "see its server line; Stratus writes no other https-listen-port"
    quoted "${text//"server: https://127.0.0.1:6443"/"server: https://${address}:6443"}"$'\n'
}

apply() {
    local config server agent
    wait_until "${PATIENCE}" has_access_files ||
        fail "k3s wrote no kubeconfig and tokens within ${PATIENCE} seconds" "see: journalctl --no-pager --lines 50 --unit k3s"
    wait_until "${PATIENCE}" api_is_ready ||
        fail "the API server was not ready within ${PATIENCE} seconds" "see: journalctl --no-pager --lines 50 --unit k3s"
    config="$(kubeconfig)"
    server="$(full_token "${SERVER_DIR}/token")"
    agent="$(full_token "${SERVER_DIR}/agent-token")"
    printf '{"kubeconfig":%s,"serverToken":%s,"agentToken":%s}\n' "${config}" "${server}" "${agent}"
}

remove() { :; }
