# shellcheck shell=bash
# k3s, for the scripts that start, restart or ask it.
source ../../core/Scripting/lib.sh

CONTAINERD_DIR=/var/lib/rancher/k3s/agent/etc/containerd
CONTAINERD_TEMPLATE="${CONTAINERD_DIR}/config-v3.toml.tmpl"

k3s() { "${STRATUS_ROOT}/usr/local/bin/k3s" "$@"; }
unit_of() { if [[ "$1" == server ]]; then printf k3s.service; else printf k3s-agent.service; fi; }
api_is_ready() { k3s kubectl get --raw /readyz --request-timeout=5s >/dev/null 2>&1; }

# k3s_is_up ROLE: a server answers /readyz; an agent has been let in. A node without a CNI is never Ready, so Ready is not asked.
k3s_is_up() {
    drop_doubled_import "$1"
    systemctl is-active --quiet "$(unit_of "$1")" || return 1
    if [[ "$1" == server ]]; then api_is_ready; else [[ -s "${STRATUS_ROOT}/var/lib/rancher/k3s/agent/kubelet.kubeconfig" ]]; fi
}

# A k3s that has come to import the drop-ins by itself does so twice with our template, and containerd refuses the file.
drop_doubled_import() {
    local rendered="${STRATUS_ROOT}${CONTAINERD_DIR}/config.toml"
    grep -qsxF "file ${CONTAINERD_TEMPLATE}" "${STRATUS_ROOT}${STATE_DIR}/containerd.claim" || return 0
    [[ -e "${STRATUS_ROOT}${CONTAINERD_TEMPLATE}" && "$(grep -cs '^imports' "${rendered}")" -gt 1 ]] || return 0
    say "this k3s imports the containerd drop-ins itself: taking our template away"
    # In a subshell, for the claim is another one's.
    (look_at containerd && drop_file "${CONTAINERD_TEMPLATE}")
    systemctl restart --no-block "$(unit_of "$1")"
}

# restart_k3s ROLE: returns when it is up again.
restart_k3s() {
    local unit
    unit="$(unit_of "$1")"
    say "starting ${unit}"
    # Blocking, or the old process would still answer the questions below; a first failure is no verdict, systemd tries again.
    timeout "${PATIENCE}" systemctl restart "${unit}" || say "${unit} did not start at once"
    wait_until "${PATIENCE}" k3s_is_up "$1" ||
        fail "${unit} did not come up within ${PATIENCE} seconds" "see: journalctl --no-pager --lines 50 --unit ${unit}"
}

# fingerprint PATH...: one sum over files, absent ones included. What was running when it was taken is noted, so that a run
# killed between a change and the restart still restarts.
fingerprint() {
    local path
    for path in "$@"; do
        if [[ -e "${STRATUS_ROOT}${path}" ]]; then sha256sum <"${STRATUS_ROOT}${path}"; else printf 'absent\n'; fi
    done | sha256sum | head -c 64
}
