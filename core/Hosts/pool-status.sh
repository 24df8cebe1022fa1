# shellcheck shell=bash
# How a thin pool does.
source ../Scripting/lib.sh

# shellcheck disable=SC2034 # for whoever sources this
POOL_FILE="${STATE_DIR}/pool/disk" # the sparse file of a pool that lies on one

# pool_status NAME: what device-mapper says of a pool, as NAME=VALUE. state is rw, ro, out_of_data_space, Fail, Error or absent.
pool_status() {
    local line state metadata data check
    line="$(dmsetup status "$1" 2>/dev/null || true)"
    read -r _ _ _ state metadata data _ < <(printf '%s\n' "${line}")
    if [[ "${metadata}" != */* ]]; then
        printf 'state=%s\nchecked=true\nmetadata=0/0\ndata=0/0\n' "${state:-absent}"
        return
    fi
    read -r _ _ _ _ _ _ _ state _ _ check _ < <(printf '%s\n' "${line}")
    printf 'state=%s\nchecked=%s\nmetadata=%s\ndata=%s\n' "${state}" \
        "$(if [[ "${check}" == needs_check ]]; then printf false; else printf true; fi)" "${metadata}" "${data}"
}
