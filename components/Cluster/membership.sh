# shellcheck shell=bash
# What the cluster knows of a node, told to the server that started it: when the node's k3s is gone, so is the node. Left there, its name
# could not join again, for k3s remembers a password by it, and a server would stay a voter of etcd.
: "${STRATUS_NODE_NAME:?}"
source ../../core/Scripting/lib.sh
source ./k3s-unit.sh

NOTICE=90    # seconds; Kubernetes takes 50 to see that a kubelet answers no more

# Nothing is made: k3s registers the node.
apply() { printf '{"node":%s}\n' "$(quoted "${STRATUS_NODE_NAME}")"; }

# A node that is Ready runs, whatever was removed: it is nobody's to take away.
is_gone_or_lost() {
    local state
    state="$(k3s kubectl get node "${STRATUS_NODE_NAME}" --ignore-not-found --request-timeout=10s \
        --output 'jsonpath={.metadata.name}={.status.conditions[?(@.type=="Ready")].status}' 2>/dev/null)" || return 1
    [[ "${state}" != *=True ]]
}

remove() {
    [[ -x "${STRATUS_ROOT}/usr/local/bin/k3s" ]] || return 0
    if ! wait_until "${NOTICE}" is_gone_or_lost; then
        stays "it is Ready, or the API does not answer"
    elif ! k3s kubectl delete node "${STRATUS_NODE_NAME}" --ignore-not-found --timeout=60s >/dev/null; then
        stays "it could not be deleted"
    fi
}
# Told, and no failure: the whole cluster may be going.
stays() { say "WARNING: the node ${STRATUS_NODE_NAME} stays in the cluster: $1. When it is gone for good, on a server: k3s kubectl delete node ${STRATUS_NODE_NAME}"; }
