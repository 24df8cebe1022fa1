# shellcheck shell=bash
# k3s, for the scripts that start, restart or ask it.
source ../../core/Scripting/lib.sh

CONTAINERD_DIR=/var/lib/rancher/k3s/agent/etc/containerd
CONTAINERD_TEMPLATE="${CONTAINERD_DIR}/config-v3.toml.tmpl"

k3s() { "${STRATUS_ROOT}/usr/local/bin/k3s" "$@"; }
unit_of() { if [[ "$1" == server ]]; then printf k3s.service; else printf k3s-agent.service; fi; }
api_is_ready() { k3s kubectl get --raw /readyz --request-timeout=5s >/dev/null 2>&1; }

# What every start of k3s writes anew: the kubelet's kubeconfig when the server has let it in, then what containerd is given.
WRITTEN_BY_START=(/var/lib/rancher/k3s/agent/kubelet.kubeconfig "${CONTAINERD_DIR}/config.toml")
declare -A FORMER=()

# They survive a restart, and equal text tells nothing: what counts is whether they were written since.
remember_written() {
    local path
    for path in "${WRITTEN_BY_START[@]}"; do FORMER["${path}"]="$(written_when "${path}")"; done
}
written_when() { stat -c '%i %y' "${STRATUS_ROOT}$1" 2>/dev/null || true; }
is_written_anew() {
    local path
    for path in "${WRITTEN_BY_START[@]}"; do
        [[ -s "${STRATUS_ROOT}${path}" && "$(written_when "${path}")" != "${FORMER["${path}"]-}" ]] || return 1
    done
}

# k3s_is_up ROLE: it has been let in, its containerd answers, and a server's /readyz. A node without a CNI is never Ready, so Ready is not asked.
k3s_is_up() {
    # Before the import is looked for, or what is written meanwhile would be taken for good.
    is_written_anew || return 1
    drop_doubled_import "$1"
    is_written_anew && systemctl is-active --quiet "$(unit_of "$1")" && k3s ctr version >/dev/null 2>&1 || return 1
    [[ "$1" != server ]] || api_is_ready
}

# A k3s that has come to import the drop-ins by itself does so twice with our template, and containerd refuses the file.
drop_doubled_import() {
    local rendered="${STRATUS_ROOT}${CONTAINERD_DIR}/config.toml"
    grep -qsxF "file ${CONTAINERD_TEMPLATE}" "${STRATUS_ROOT}${STATE_DIR}/containerd.claim" || return 0
    [[ -e "${STRATUS_ROOT}${CONTAINERD_TEMPLATE}" && "$(grep -cs '^imports' "${rendered}")" -gt 1 ]] || return 0
    say "this k3s imports the containerd drop-ins itself: taking our template away"
    # In a subshell, for the claim is another one's.
    (look_at containerd && drop_file "${CONTAINERD_TEMPLATE}")
    remember_written
    systemctl restart --no-block "$(unit_of "$1")"
}

# starts_anew ROLE: whether it comes up.
starts_anew() {
    local unit
    unit="$(unit_of "$1")"
    say "starting ${unit}"
    remember_written
    # Blocking, or the old process would still answer the questions below; a first failure is no verdict, systemd tries again.
    timeout "${PATIENCE}" systemctl restart "${unit}" || say "${unit} did not start at once"
    wait_until "${PATIENCE}" k3s_is_up "$1"
}
# restart_k3s ROLE: returns when it is up again.
restart_k3s() {
    starts_anew "$1" || fail "$(unit_of "$1") did not come up within ${PATIENCE} seconds" \
        "see: journalctl --no-pager --lines 50 --unit $(unit_of "$1")"
}

# fingerprint PATH...: one sum over files, absent ones included. What was running when it was taken is noted, so that a run
# killed between a change and the restart still restarts.
fingerprint() {
    local path
    for path in "$@"; do
        if [[ -e "${STRATUS_ROOT}${path}" ]]; then sha256sum <"${STRATUS_ROOT}${path}"; else printf 'absent\n'; fi
    done | sha256sum | head -c 64
}
