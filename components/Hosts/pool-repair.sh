# shellcheck shell=bash
# Damaged metadata is repaired into the spare area, so that the damaged copy stays as it was, and only what lost nothing is taken.
: "${STRATUS_POOL_NAME:?}"
source ./pool-label.sh

# check_metadata DISK: the metadata is sound before the pool opens, or the pool does not open.
check_metadata() {
    local start size meta="${STRATUS_POOL_NAME}_meta"
    read -r start size <<<"$(label_value "$1" metadata)"
    if [[ -z "$(label_value "$1" used)" ]] && ! has_superblock "$1" "${start}"; then return 0; fi
    map_linear "${meta}" "$1" "${start}" "${size}"
    # The flag stands for "a write failed, check me": it was checked now.
    if thin_check --quiet --clear-needs-check-flag "/dev/mapper/${meta}"; then return 0; fi
    say "the metadata of ${STRATUS_POOL_NAME} is damaged"
    [[ -n "$(label_value "$1" spare)" ]] || no_spare "/dev/mapper/${meta}"
    repair_metadata "$1" "${start}"
}

# repair_metadata DISK START
repair_metadata() {
    local start size before after meta="/dev/mapper/${STRATUS_POOL_NAME}_meta" spare="/dev/mapper/${STRATUS_POOL_NAME}_spare"
    read -r start size <<<"$(label_value "$1" spare)"
    map_linear "${STRATUS_POOL_NAME}_spare" "$1" "${start}" "${size}"
    # What an earlier repair left there must not pass for the result of this one.
    dd if=/dev/zero of="${STRATUS_ROOT}${spare}" bs=1M count=1 conv=notrunc,fsync status=none
    if ! has_superblock "$1" "$2" || ! thin_repair --input "${meta}" --output "${spare}" >&2 || ! thin_check --quiet "${spare}"; then
        fail "the metadata of ${STRATUS_POOL_NAME} cannot be repaired by itself; nothing was changed" "$(by_hand "${meta}" "${spare}" "$1")"
    fi
    before="$(superblock "$1" "$2" 72)"
    after="$(superblock "$1" "${start}" 72)"
    if [[ "${before}" != "${after}" && "${POOL_ACCEPT_LOSS-}" != accept-loss ]]; then
        fail "the metadata of ${STRATUS_POOL_NAME} can be repaired, but knows ${after} blocks of data then and knew ${before}; nothing was changed" \
            "accept the loss: bash ${STATE_DIR}/pool/restore accept-loss; then start k3s. Or destroy the host's resources and create them anew"
    fi
    dmsetup remove "${STRATUS_POOL_NAME}_meta"
    dmsetup remove "${STRATUS_POOL_NAME}_spare"
    # The two areas change places, in one write.
    label_text "$1" | sed 's/^metadata /was /; s/^spare /metadata /; s/^was /spare /' | write_label "$1"
    say "the metadata of ${STRATUS_POOL_NAME} is repaired (${after} blocks, as before: ${before}); the damaged copy is kept in the spare area"
}

# by_hand METADATA SPARE DISK: containerd never sets a transaction, and our blocks have 512 sectors.
by_hand() {
    printf 'thin_repair --transaction-id 0 --data-block-size 512 --nr-data-blocks %s --input %s --output %s && thin_dump %s | less; ' \
        "$((($(blockdev --getsz "$3") - $(label_value "$3" data)) / 512))" "$1" "$2" "$2"
    printf 'when that lists what you need: dd if=%s of=%s bs=1M conv=fsync && systemctl start stratus-pool. ' "$2" "$1"
    printf "Or destroy the host's resources and create them anew"
}

# no_spare METADATA: an earlier version left no room for a second copy.
no_spare() {
    local copy="${STATE_DIR}/pool/metadata"
    fail "the metadata of ${STRATUS_POOL_NAME} is damaged, and its disk, laid out by an earlier version, has no room to repair into; nothing was changed" \
        "$(printf 'keep a copy: dd if=%s of=%s.damaged bs=1M; ' "$1" "${copy}")$(
            printf 'truncate --size %s %s.repaired && thin_repair --input %s --output %s.repaired && thin_check %s.repaired && ' \
                "$(($(length_of "${STRATUS_POOL_NAME}_meta") * 512))" "${copy}" "$1" "${copy}" "${copy}"
            printf 'dd if=%s.repaired of=%s bs=1M conv=fsync && systemctl start stratus-pool' "${copy}" "$1"
        )"
}
