# shellcheck shell=bash
# Downloads, checked against the lock.
source ./lib.sh

sha256_of() {
    local sum rest
    read -r sum rest < <(sha256sum "$1") || true
    printf '%s' "${sum}${rest:0:0}"
}

# fetch_pinned URL SHA256 PATH MODE: the file at PATH is the one that the lock names. Nothing is installed unchecked,
# unless the lock has no checksum and ALLOW_UNPINNED says that this is accepted.
fetch_pinned() {
    local url="$1" expected="$2" path="${STRATUS_ROOT}$3" temporary actual
    if [[ -n "${expected}" && -e "${path}" && "$(sha256_of "${path}")" == "${expected}" ]]; then
        return
    fi
    if [[ -z "${expected}" ]]; then
        [[ "${STRATUS_ALLOW_UNPINNED:-false}" == true ]] || fail "the lock has no sha256 for ${url}" \
            "run: stratus lock refresh, review the difference, commit it"
        say "WARNING: ${url} is installed UNCHECKED: the lock has no sha256 for it and allowUnpinned is set"
    fi
    [[ "${url}" == https://* ]] || fail "${url} is not an https address" "give the artefact an https:// address in versions.lock.json"
    make_dirs "${3%/*}"
    note target "$3"
    sweep "${path}"
    temporary="$(make_temporary "${path}")"
    say "fetching ${url}"
    if ! curl --fail --silent --show-error --location --proto '=https' --proto-redir '=https' --retry 3 --connect-timeout 20 \
        --max-time "${PATIENCE}" --output "${temporary}" "${url}" >&2; then
        rm -f "${temporary}"
        fail "${url} could not be fetched" "on this host run: curl --head --location ${url}; open the way there (DNS, proxy, firewall)"
    fi
    actual="$(sha256_of "${temporary}")"
    if [[ -n "${expected}" && "${actual}" != "${expected}" ]]; then
        rm -f "${temporary}"
        fail "${url} has sha256 ${actual}, the lock says ${expected}" \
            "do not install it; find out who changed the file, then run: stratus lock refresh"
    fi
    chmod "$4" "${temporary}"
    place "${temporary}" "$3"
}
