# shellcheck shell=bash disable=SC2154 # what lib.sh assigns
# The secret by which a node joins the cluster, in a file that only root reads.
: "${STRATUS_JOIN_TOKEN:?}"

TOKEN_FILE=/etc/rancher/k3s/join-token

apply() {
    exclusive
    claim join-token
    put_file "${TOKEN_FILE}" 0600 < <(printf '%s\n' "${STRATUS_JOIN_TOKEN}")
    ready
    printf '{"path":%s}\n' "$(quoted "${TOKEN_FILE}")"
}

remove() {
    exclusive
    claim_to_remove join-token || return 0
    release
}
