# shellcheck shell=bash
# What every host script is made of. It only defines; the last line of the rendered script acts.
: "${STRATUS_ROOT:=}"             # prefixes every path of the host; empty but in tests
export -n "${!STRATUS_@}"         # parameters, secrets among them, stay out of the environment of the programs we start
PATIENCE=600                      # seconds that anything may take to become true
STATE_DIR=/var/lib/stratus
CLAIM=""

host() { printf '%s' "${STRATUS_HOST_ID:-$(uname -n)}"; }
say() { printf 'stratus: %s: %s\n' "$(host)" "$*" >&2; }

# fail WHAT-WAS-SEEN WHAT-MENDS-IT: the only exit that is not success.
fail() {
    printf 'stratus: %s: %s\n  mend it: %s\n' "$(host)" "$1" "$2" >&2
    trap - ERR
    exit 1
}

# BASH_COMMAND is the text before expansion, so no secret can stand in it.
set -E
shopt -s inherit_errexit
trap '(( BASH_SUBSHELL )) || fail "this command failed: ${BASH_COMMAND}" "read the lines above, mend the cause, run pulumi up again"' ERR

# wait_until SECONDS COMMAND...: true as soon as the command is, false at the deadline.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 1
    done
}

# quoted TEXT: a JSON string.
quoted() {
    local text="$1" code char
    text="${text//\\/\\\\}"
    text="${text//\"/\\\"}"
    text="${text//$'\n'/\\n}"
    text="${text//$'\t'/\\t}"
    if [[ "${text}" == *[[:cntrl:]]* ]]; then
        for code in {1..31}; do
            printf -v char '%b' "\\x$(printf '%02x' "${code}")"
            text="${text//"${char}"/$(printf '\\u%04x' "${code}")}"
        done
    fi
    printf '"%s"' "${text}"
}

architecture() {
    case "$(uname -m)" in
        x86_64) printf amd64 ;;
        aarch64) printf arm64 ;;
        *) uname -m ;;
    esac
}

# One script at a time on a host: a run whose connection broke may still be at work.
exclusive() {
    exec 9<"${STRATUS_ROOT}/var/lib"
    flock --wait "${PATIENCE}" 9 || fail "another Stratus script holds the lock on ${STRATUS_ROOT}/var/lib" \
        "wait for it to end, or find it with: fuser -v ${STRATUS_ROOT}/var/lib"
}

# claim THING: says that THING is ours from now on, before anything is touched. The claim holds one fact a line:
# what was made (file, dir), and what was there before.
claim() {
    look_at "$1"
    [[ -d "${STRATUS_ROOT}${STATE_DIR}" ]] || mkdir -m 0700 "${STRATUS_ROOT}${STATE_DIR}"
    [[ -e "${CLAIM}" ]] || (umask 077 && : >"${CLAIM}")
    forget state
    note state claimed
}
ready() {
    forget state
    note state ready
}
# look_at THING: reads a claim without making it.
look_at() { CLAIM="${STRATUS_ROOT}${STATE_DIR}/$1.claim"; }
claimed() { [[ -e "${STRATUS_ROOT}${STATE_DIR}/$1.claim" ]]; }

# claim_to_remove THING: false when there is nothing of ours to undo.
claim_to_remove() {
    look_at "$1"
    [[ ! -e "${CLAIM}" ]] || return 0
    release
    return 1
}

# noted KEY [VALUE]: prints the values noted under KEY; with VALUE, only asks whether it is one of them.
noted() {
    local key value found=1
    [[ -e "${CLAIM}" ]] || return 1
    if (($# > 1)); then
        grep -qxF "$1 $2" "${CLAIM}"
        return
    fi
    while read -r key value; do
        [[ "${key}" == "$1" ]] || continue
        printf '%s\n' "${value}"
        found=0
    done <"${CLAIM}"
    return "${found}"
}
note() { noted "$1" "$2" || printf '%s %s\n' "$1" "$2" >>"${CLAIM}"; }
# forget KEY [VALUE]: what was noted under KEY is no longer so.
forget() {
    local temporary key value
    sweep "${CLAIM}"
    noted "$@" >/dev/null || return 0
    temporary="$(mktemp "$(temporary_of "${CLAIM}")XXXXXX")"
    while read -r key value; do
        if [[ "${key}" != "$1" || "${value}" != "${2-"${value}"}" ]]; then printf '%s %s\n' "${key}" "${value}"; fi
    done <"${CLAIM}" >"${temporary}"
    mv "${temporary}" "${CLAIM}"
}

# Before a temporary file is made the claim names its target, so that a removal finds it after a kill. It lies beside the
# target, so that mv is atomic, under a name that the next run sweeps away.
temporary_of() { printf '%s/.stratus.%s.' "${1%/*}" "${1##*/}"; }
sweep() { rm -f "$(temporary_of "$1")"??????; }

# make_dirs PATH: the directory and its missing parents, each noted first. What another claim of ours made is noted
# here too, so that whoever is removed last takes it away.
make_dirs() {
    local path="$1" dir wanted=()
    while [[ -n "${path}" ]]; do
        if [[ ! -d "${STRATUS_ROOT}${path}" ]] || grep -qsxF "dir ${path}" "${STRATUS_ROOT}${STATE_DIR}"/*.claim; then
            wanted=("${path}" "${wanted[@]}")
        fi
        path="${path%/*}"
    done
    for dir in "${wanted[@]}"; do
        [[ "${dir}" != "${STATE_DIR}" ]] || continue
        note dir "${dir}"
        [[ -d "${STRATUS_ROOT}${dir}" ]] || mkdir -m 0755 "${STRATUS_ROOT}${dir}"
    done
}

# put_file PATH MODE: standard input becomes the file, whole or not at all. A file that is not ours is never overwritten.
put_file() {
    local path="${STRATUS_ROOT}$1" temporary
    make_dirs "${1%/*}"
    note target "$1"
    sweep "${path}"
    temporary="$(umask 077 && mktemp "$(temporary_of "${path}")XXXXXX")"
    cat >"${temporary}"
    chmod "$2" "${temporary}"
    place "${temporary}" "$1"
}

place() {
    local temporary="$1" path="${STRATUS_ROOT}$2"
    if [[ -e "${path}" ]] && cmp -s "${temporary}" "${path}" && [[ "$(stat -c %a "${temporary}")" == "$(stat -c %a "${path}")" ]]; then
        rm -f "${temporary}"
        return
    fi
    if [[ -e "${path}" ]] && ! noted file "$2"; then
        rm -f "${temporary}"
        fail "${path} exists and is not ours" "look at it, then move it away: mv ${path} ${path}.before-stratus"
    fi
    note file "$2"
    mv "${temporary}" "${path}"
}

drop_file() {
    sweep "${STRATUS_ROOT}$1"
    noted file "$1" || return 0
    rm -f "${STRATUS_ROOT}$1"
    forget file "$1"
}

# release: takes away the files and directories that the claim names, then the claim.
release() {
    local path
    local -a paths=()
    mapfile -t paths < <(noted file)
    for path in "${paths[@]}"; do drop_file "${path}"; done
    mapfile -t paths < <(noted target)
    for path in "${paths[@]}"; do sweep "${STRATUS_ROOT}${path}"; done
    mapfile -t paths < <(noted dir | sort -r)
    for path in "${paths[@]}"; do
        rmdir --ignore-fail-on-non-empty "${STRATUS_ROOT}${path}" 2>/dev/null || [[ ! -d "${STRATUS_ROOT}${path}" ]]
    done
    sweep "${CLAIM}"
    rm -f "${CLAIM}"
    [[ ! -d "${STRATUS_ROOT}${STATE_DIR}" ]] || rmdir --ignore-fail-on-non-empty "${STRATUS_ROOT}${STATE_DIR}"
}

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
    temporary="$(umask 077 && mktemp "$(temporary_of "${path}")XXXXXX")"
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

# foreign_content DEVICE LABEL: what a block device holds that is not ours, one line each; no line means that it may be
# formatted. It is ours when it begins with LABEL and the claim names it. Reads only.
foreign_content() {
    local device name sys found
    device="$(readlink -f "${STRATUS_ROOT}$1")"
    name="${device##*/}"
    sys="${STRATUS_ROOT}/sys/class/block/${name}"
    ! noted device "$1" || [[ "$(label_of "$1")" != "$2" ]] || return 0
    if [[ -e "${sys}/partition" ]]; then printf 'it is a partition, not a whole disk\n'; fi
    for found in "${sys}/holders"/* "${sys}/${name}"*; do
        if [[ -e "${found}" ]]; then printf 'it is in use by %s\n' "${found##*/}"; fi
    done
    if grep -qs "^${device} " "${STRATUS_ROOT}/proc/self/mounts" "${STRATUS_ROOT}/proc/swaps"; then printf 'it is mounted, or swapped to\n'; fi
    found="$(wipefs --no-act --noheadings --output TYPE "${device}" | sort -u | paste -sd ' ')" || found="unreadable"
    if [[ -n "${found}" ]]; then printf 'it carries the signatures: %s\n' "${found}"; fi
    # What blkid does not know (a raw thin pool, a raw database) still begins with something.
    if [[ -z "${found}" ]] && ! cmp -s -n 1048576 "${device}" /dev/zero; then printf 'its first MiB is not empty\n'; fi
}
label_of() { head -c 128 "${STRATUS_ROOT}$1" | tr -d '\0' | head -n 1; }
is_block_device() { [[ -b "${STRATUS_ROOT}$1" ]]; }

# --- k3s, for the scripts that start or restart it -------------------------------------------------------------------
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
    rm -f "${STRATUS_ROOT}${CONTAINERD_TEMPLATE}"
    systemctl restart --no-block "$(unit_of "$1")"
}

# restart_k3s ROLE: returns when it is up again.
restart_k3s() {
    local unit
    unit="$(unit_of "$1")"
    say "starting ${unit}"
    # Blocking, or the old process would still answer the questions below; a first failure is no verdict, systemd tries again.
    timeout "${PATIENCE}" systemctl restart "${unit}" || say "${unit} did not start at once"
    wait_until "${PATIENCE}" k3s_is_up "$1" || fail "${unit} did not come up within ${PATIENCE} seconds" "see: journalctl --no-pager --lines 50 --unit ${unit}"
}

# fingerprint PATH...: one sum over files, absent ones included. What was running when it was taken is noted, so that a run
# killed between a change and the restart still restarts.
fingerprint() {
    local path
    for path in "$@"; do
        if [[ -e "${STRATUS_ROOT}${path}" ]]; then sha256sum <"${STRATUS_ROOT}${path}"; else printf 'absent\n'; fi
    done | sha256sum | head -c 64
}
