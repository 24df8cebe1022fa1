# shellcheck shell=bash
# What every host script is made of. It only defines; the last line of the rendered script acts.
: "${STRATUS_ROOT:=}"             # prefixes every path of the host; empty but in tests
export -n "${!STRATUS_@}"         # parameters, secrets among them, stay out of the environment of the programs we start
PATIENCE=600                      # seconds that anything may take to become true
STATE_DIR=/var/lib/stratus
CLAIM_FORMAT=1                    # raised when an older reader would misunderstand a claim; a claim without one is older and reads the same
CLAIM=""

host() { printf '%s' "${STRATUS_HOST_ID:-$(uname -n)}"; }
say() { printf 'stratus: %s: %s\n' "$(host)" "$*" >&2; }

TOLD=99 # how a subshell ends that has already told why
# fail WHAT-WAS-SEEN WHAT-MENDS-IT: the only exit that is not success.
fail() {
    printf 'stratus: %s: %s\n  mend it: %s\n' "$(host)" "$1" "$2" >&2
    trap - ERR
    exit "$((BASH_SUBSHELL ? TOLD : 1))"
}

# BASH_COMMAND is the text before expansion, so no secret can stand in it.
set -E
shopt -s inherit_errexit
trap 'unexpected "$?" "${BASH_COMMAND}"' ERR
unexpected() {
    ((BASH_SUBSHELL == 0)) || exit "$1"
    (($1 != TOLD)) || exit 1
    fail "this command failed: $2" "read the lines above, mend the cause, run pulumi up again"
}

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
    local QUOTED
    quote "$1"
    printf '%s' "${QUOTED}"
}
# quote TEXT: the same, as QUOTED. Who has many does without a subshell for each.
quote() {
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
    QUOTED="\"${text}\""
}

# quote_each NAME...: each of these variables of the caller's becomes a JSON string.
quote_each() {
    local VARIABLE QUOTED
    for VARIABLE in "$@"; do
        quote "${!VARIABLE}"
        printf -v "${VARIABLE}" '%s' "${QUOTED}"
    done
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

# cannot_write PATH: ends with the reason, which is the file system's more often than ours.
cannot_write() {
    local dir="${STRATUS_ROOT}$1"
    until [[ -d "${dir:-/}" ]]; do dir="${dir%/*}"; done
    [[ "$(stat -f -c %a "${dir:-/}")" != 0 ]] ||
        fail "$1 cannot be written: the file system of ${dir:-/} is full" "free space on it (see: df -h ${dir:-/}), then run again"
    [[ -w "${dir:-/}" ]] || fail "$1 cannot be written: the file system of ${dir:-/} is read-only" \
        "find out why (findmnt -T ${dir:-/}; dmesg | grep -i 'read-only'), mount -o remount,rw it, then run again"
    fail "$1 cannot be written" "see the line above, mend its cause, then run again"
}

# claim THING: says that THING is ours from now on, before anything is touched. The claim holds one fact a line:
# what was made (file, dir), what it was made to be (put:, set:), and what was there before. core/Hosts/drift.sh compares with it.
claim() {
    look_at "$1"
    [[ -d "${STRATUS_ROOT}${STATE_DIR}" ]] || mkdir -m 0700 "${STRATUS_ROOT}${STATE_DIR}" || cannot_write "${STATE_DIR}"
    [[ -e "${CLAIM}" ]] || (umask 077 && : >"${CLAIM}") || cannot_write "${STATE_DIR}/$1.claim"
    note_now state claimed
    note_now format "${CLAIM_FORMAT}"
}
ready() {
    note_now state ready
    flush_all
}
# flush PATH...: what was written there outlives a power cut. What knows no such request is asked for everything.
flush() { sync "$@" 2>/dev/null || sync; }
# flush_all: the same for every file system that holds something of ours, names and removals included.
flush_all() { flush --file-system "${STRATUS_ROOT}"/{etc,usr/local,var/lib}; }
# look_at THING: reads a claim without making it.
look_at() { CLAIM="${STRATUS_ROOT}${STATE_DIR}/$1.claim"; }
claimed() { [[ -e "${STRATUS_ROOT}${STATE_DIR}/$1.claim" ]]; }

# claim_to_remove THING: false when there is nothing of ours to undo.
claim_to_remove() {
    look_at "$1"
    if [[ -e "${CLAIM}" ]]; then
        note_now state removing
        return 0
    fi
    release
    return 1
}

# noted KEY [VALUE]: prints the values noted under KEY; with VALUE, only asks whether it is one of them.
noted() {
    local NOTED value
    read_noted "$1" || return
    if (($# == 1)); then
        printf '%s\n' "${NOTED[@]}"
        return
    fi
    for value in "${NOTED[@]}"; do
        [[ "${value}" != "$2" ]] || return 0
    done
    return 1
}
# read_noted KEY: the same values, as NOTED; false when there are none. Who has many keys does without a subshell for each.
read_noted() {
    local key value
    NOTED=()
    [[ -e "${CLAIM}" ]] || return 1
    while read -r key value; do
        [[ "${key}" != "$1" ]] || NOTED+=("${value}")
    done <"${CLAIM}"
    ((${#NOTED[@]}))
}
note() { noted "$1" "$2" || printf '%s %s\n' "$1" "$2" >>"${CLAIM}" || cannot_write "${CLAIM#"${STRATUS_ROOT}"}"; }
# note_now KEY VALUE: VALUE in place of whatever was noted under KEY.
note_now() {
    local NOTED
    read_noted "$1" || true
    [[ "${NOTED[*]}" != "$2" ]] || return 0
    forget "$1"
    note "$1" "$2"
}
# forget KEY [VALUE]: what was noted under KEY is no longer so.
forget() {
    local temporary
    sweep "${CLAIM}"
    noted "$@" >/dev/null || return 0
    temporary="$(make_temporary "${CLAIM}")" || cannot_write "${STATE_DIR}"
    without "$@" <"${CLAIM}" >"${temporary}" || cannot_write "${CLAIM#"${STRATUS_ROOT}"}"
    flush "${temporary}"
    mv "${temporary}" "${CLAIM}"
}
without() {
    if (($# > 1)); then WITHOUT="$1 $2" awk '$0 != ENVIRON["WITHOUT"]'; else WITHOUT="$1" awk '$1 != ENVIRON["WITHOUT"]'; fi
}

# Before a temporary file is made the claim names its target, so that a removal finds it after a kill. It lies beside the
# target, so that mv is atomic, under a name that the next run sweeps away. Nobody else may read it: mktemp sees to that.
make_temporary() {
    local TEMPORARY
    temporary_of "$1"
    mktemp "${TEMPORARY}XXXXXX"
}
temporary_of() { TEMPORARY="${1%/*}/.stratus.${1##*/}."; }
sweep() {
    local TEMPORARY left
    temporary_of "$1"
    left=("${TEMPORARY}"??????)
    # There is hardly ever one, and each file that is put asks.
    [[ ! -e "${left[0]-}" ]] || rm -f "${left[@]}"
}

# make_dirs PATH: the directory and its missing parents, each noted first. What another claim of ours made is noted
# here too, so that whoever is removed last takes it away.
make_dirs() {
    local path="$1" dir wanted=() CLAIMS
    read_claims
    while [[ -n "${path}" ]]; do
        if [[ ! -d "${STRATUS_ROOT}${path}" || "${CLAIMS}" == *$'\n'"dir ${path}"$'\n'* ]]; then
            wanted=("${path}" "${wanted[@]}")
        fi
        path="${path%/*}"
    done
    for dir in "${wanted[@]}"; do
        [[ "${dir}" != "${STATE_DIR}" ]] || continue
        note dir "${dir}"
        if [[ ! -d "${STRATUS_ROOT}${dir}" ]]; then
            flush "${CLAIM}"
            mkdir -m 0755 "${STRATUS_ROOT}${dir}" || cannot_write "${dir}"
        fi
    done
}

# read_claims: all that our claims say, as CLAIMS, a line break before and after each line.
read_claims() {
    local claim lines IFS=$'\n'
    CLAIMS=$'\n'
    for claim in "${STRATUS_ROOT}${STATE_DIR}"/*.claim; do
        [[ -e "${claim}" ]] || continue
        mapfile -t lines <"${claim}"
        CLAIMS+="${lines[*]}"$'\n'
    done
}

# put_file PATH MODE: standard input becomes the file, whole or not at all. A file that is not ours is never overwritten.
put_file() {
    local path="${STRATUS_ROOT}$1" temporary
    make_dirs "${1%/*}"
    note target "$1"
    sweep "${path}"
    temporary="$(make_temporary "${path}")" || cannot_write "$1"
    cat >"${temporary}" || cannot_write "$1"
    chmod "$2" "${temporary}"
    place "${temporary}" "$1"
}

place() {
    local temporary="$1" path="${STRATUS_ROOT}$2"
    ! noted file "$2" || note_put "${temporary}" "$2"
    if [[ -e "${path}" ]] && cmp -s "${temporary}" "${path}" && [[ "$(stat -c '%a %u %g' "${temporary}")" == "$(stat -c '%a %u %g' "${path}")" ]]; then
        rm -f "${temporary}"
        return
    fi
    if [[ -e "${path}" ]] && ! noted file "$2"; then
        rm -f "${temporary}"
        fail "${path} exists and is not ours" "look at it, then move it away: mv ${path} ${path}.before-stratus"
    fi
    note file "$2"
    note_put "${temporary}" "$2"
    # A name may reach the disk before what it names: an empty file, or one that no claim knows.
    flush "${temporary}" "${CLAIM}"
    mv "${temporary}" "${path}"
}

# What lies at the path from now on, as the report of drift compares it: put:PATH MODE SHA256.
note_put() {
    local sum
    read -r sum _ < <(sha256sum "$1")
    note_now "put:$2" "$(stat -c %a "$1") ${sum}"
}

drop_file() {
    sweep "${STRATUS_ROOT}$1"
    noted file "$1" || return 0
    rm -f "${STRATUS_ROOT}$1"
    forget "put:$1"
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
    flush_all
}

enable_unit() {
    note unit "$1"
    flush "${CLAIM}"
    systemctl enable --quiet "$1"
}
