# shellcheck shell=bash
# Makes k3s's containerd ready for kata-deploy: it imports drop-in files and, when there is a thin pool, snapshots with devmapper.
: "${STRATUS_K3S_ROLE:?}"     # server or agent
: "${STRATUS_POOL_NAME?}"     # empty: no pool
source ../../core/Scripting/lib.sh
source ./k3s-unit.sh

RENDERED="${CONTAINERD_DIR}/config.toml"
DROP_INS="${CONTAINERD_DIR}/config-v3.toml.d"
SNAPSHOTTER="${DROP_INS}/10-stratus-devmapper.toml"
SNAPSHOTS=/var/lib/rancher/k3s/agent/containerd/io.containerd.snapshotter.v1.devmapper
BASE_IMAGE_SIZE=10GB

is_rendered() { [[ -s "${STRATUS_ROOT}${RENDERED}" ]]; }
imports() { grep -qsE '^imports *=.*config-v3\.toml\.d' "${STRATUS_ROOT}${RENDERED}"; }

# A template that somebody else put there decides over the whole file: it is theirs to change.
refuse_foreign_templates() {
    local path
    for path in "${CONTAINERD_DIR}/config.toml.tmpl" "${CONTAINERD_TEMPLATE}"; do
        if [[ ! -e "${STRATUS_ROOT}${path}" ]] || noted file "${path}"; then continue; fi
        if [[ "${path}" == "${CONTAINERD_TEMPLATE}" ]] && imports; then continue; fi
        fail "${path} is not ours, and kata-deploy's drop-in files are not read with it" \
            "move it away: mv ${path} ${path}.before-stratus, or let it import ${DROP_INS}/*.toml"
    done
    grep -qsE '^version *= *3' "${STRATUS_ROOT}${RENDERED}" || fail "${RENDERED} is not in containerd's format version 3" \
        "use a k3s with containerd 2: stratus lock refresh"
}

# Decided by what k3s has rendered, never by its version.
put_import() {
    ! imports || return 0
    say "this k3s does not import drop-ins: adding a template that does"
    put_file "${CONTAINERD_TEMPLATE}" 0600 < <(printf 'imports = ["%s/*.toml"]\n{{ template "base" . }}\n' "${DROP_INS}")
}

put_snapshotter() {
    if [[ -z "${STRATUS_POOL_NAME}" ]]; then
        drop_file "${SNAPSHOTTER}"
        return
    fi
    [[ "${STRATUS_POOL_NAME}" =~ ^[a-zA-Z0-9_.-]+$ ]] ||
        fail "the pool name is '${STRATUS_POOL_NAME}'" "use letters, digits, '_', '.' and '-'"
    dmsetup info "${STRATUS_POOL_NAME}" >/dev/null 2>&1 ||
        fail "device-mapper knows no pool ${STRATUS_POOL_NAME}" "see: systemctl status stratus-pool; dmsetup ls"
    keep_in_step
    put_file "${SNAPSHOTTER}" 0644 < <(snapshotter_text)
}

# The snapshotter's records, containerd's own and the pool belong together, and are made anew together or not at all.
keep_in_step() {
    local pool recorded
    pool="$(grep -s '^pool-id ' "${STRATUS_ROOT}${STATE_DIR}/preparation.claim" || true)"
    recorded="$(noted records || true)"
    [[ -z "${recorded}" || "${recorded}" == "${pool#* }" || ! -e "${STRATUS_ROOT}${SNAPSHOTS}/metadata.db" ]] ||
        fail "${SNAPSHOTS} has the records of another pool than ${STRATUS_POOL_NAME} is now" \
            "remove the host from the settings, run pulumi up, then add it again: images and containers' file systems are made anew"
    [[ -z "${pool}" ]] || note_now records "${pool#* }"
}

snapshotter_text() {
    printf "[plugins.'io.containerd.snapshotter.v1.devmapper']\n"
    printf '  root_path = "%s"\n  pool_name = "%s"\n  base_image_size = "%s"\n  discard_blocks = true\n' \
        "${SNAPSHOTS}" "${STRATUS_POOL_NAME}" "${BASE_IMAGE_SIZE}"
}
snapshotter_is_ok() { k3s ctr plugins ls 2>/dev/null | grep -qE '[[:space:]]devmapper[[:space:]].*[[:space:]]ok[[:space:]]*$'; }

# A removal that was killed may have stopped k3s, and taken a file away from under what k3s has rendered: what is asked next is asked of a new one.
end_killed_removal() {
    noted restart yes || return 0
    restart_k3s "${STRATUS_K3S_ROLE}"
    note_now started "$(fingerprint "${CONTAINERD_TEMPLATE}" "${SNAPSHOTTER}")"
    forget restart
}

apply() {
    local before now
    exclusive
    wait_until "${PATIENCE}" is_rendered ||
        fail "k3s rendered no ${RENDERED} within ${PATIENCE} seconds" \
            "see: journalctl --no-pager --lines 50 --unit $(unit_of "${STRATUS_K3S_ROLE}")"
    before="$(fingerprint /nowhere /nowhere)"
    claim containerd
    refuse_foreign_templates
    end_killed_removal
    # What was altered since k3s started may be what it runs with.
    if noted started >/dev/null && ! noted started "$(fingerprint "${CONTAINERD_TEMPLATE}" "${SNAPSHOTTER}")"; then note_now started altered; fi
    put_import
    put_snapshotter
    now="$(fingerprint "${CONTAINERD_TEMPLATE}" "${SNAPSHOTTER}")"
    if [[ "$(noted started || printf '%s' "${before}")" != "${now}" ]]; then
        restart_k3s "${STRATUS_K3S_ROLE}"
        wait_until "${PATIENCE}" imports ||
            fail "${RENDERED} still does not import ${DROP_INS}" \
                "see: journalctl --no-pager --lines 50 --unit $(unit_of "${STRATUS_K3S_ROLE}")"
        # Dropping a doubled import on the way changes what is there.
        now="$(fingerprint "${CONTAINERD_TEMPLATE}" "${SNAPSHOTTER}")"
        forget started
        note started "${now}"
    fi
    [[ -z "${STRATUS_POOL_NAME}" ]] || wait_until "${PATIENCE}" snapshotter_is_ok || fail "containerd's devmapper snapshotter is not ok" \
        "see: k3s ctr plugins ls; grep devmapper /var/lib/rancher/k3s/agent/containerd/containerd.log; dmsetup status ${STRATUS_POOL_NAME}"
    ready
    printf '{"snapshotter":%s}\n' "$(if [[ -n "${STRATUS_POOL_NAME}" ]]; then quoted devmapper; else quoted overlayfs; fi)"
}

remove() {
    local unit was_active=false
    exclusive
    claim_to_remove containerd || return 0
    unit="$(unit_of "${STRATUS_K3S_ROLE}")"
    if [[ -e "${STRATUS_ROOT}${SNAPSHOTTER}" || -e "${STRATUS_ROOT}${CONTAINERD_TEMPLATE}" ]] && systemctl is-active --quiet "${unit}"; then
        note restart yes
    fi
    if noted restart yes && [[ -e "${STRATUS_ROOT}/etc/systemd/system/${unit}" ]]; then was_active=true; fi
    # The snapshotter's records stay beside containerd's: both go with k3s. The pool itself is the preparation's.
    ! "${was_active}" || systemctl stop "${unit}"
    drop_file "${SNAPSHOTTER}"
    drop_file "${CONTAINERD_TEMPLATE}"
    # It goes next. Without its quorum, which other servers may have taken with them, it cannot come up.
    local PATIENCE=$((PATIENCE < 120 ? PATIENCE : 120))
    ! "${was_active}" || starts_anew "${STRATUS_K3S_ROLE}" || say "WARNING: ${unit} did not come up again; the removal goes on"
    release
}
