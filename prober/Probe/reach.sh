# shellcheck shell=bash
# Whether something answers. What was dropped on the way is silent; what answers by refusing was reached, or told off by a policy.
: "${STRATUS_WAIT:?}"
source ./dns.sh

# reach KIND NAME=PROTOCOL/ADDRESS/PORT: one record, its value WHAT MILLISECONDS WORDS. WHAT is open, refused, unreachable, silent,
# absent (there is no such way out here at all) or unknown.
reach() {
    local kind="$1" name="${2%%=*}" rest="${2#*=}" protocol address port from to words what
    protocol="${rest%%/*}"
    rest="${rest#*/}"
    address="${rest%%/*}"
    port="${rest#*/}"
    from="${EPOCHREALTIME/./}"
    words="$(try "${protocol}" "${address}" "${port}")"
    to="${EPOCHREALTIME/./}"
    what="$(meaning_of "${words}")"
    record "${kind}" "${name}" "${what} $(((to - from) / 1000)) ${words##*: }"
}

# try PROTOCOL ADDRESS PORT: prints the last words of whoever tried, or nothing when the time was up.
try() {
    local answers words=""
    exec {answers}< <("try_$1" "$2" "$3" 2>&1)
    while IFS= read -r -t "${STRATUS_WAIT}" -u "${answers}" words; do
        # bash says why a connection failed, and then once more for the redirection.
        [[ "${words}" == *": /dev/"* ]] || break
    done
    printf '%s' "${words}"
    kill -KILL "$!" 2>/dev/null
}

try_tcp() { { : <>"/dev/tcp/$1/$2"; } && printf 'open\n'; }

# A datagram that nobody answers was perhaps never read: silence.
try_udp() {
    { exec 3<>"/dev/udp/$1/$2"; } && printf 'stratus-probe\n' >&3 && IFS= read -r -N 1 _ <&3 && printf 'open\n'
}

try_icmp() {
    if ! command -v ping >/dev/null; then
        printf 'ping is not installed\n'
    elif ping -c 1 -W "${STRATUS_WAIT}" "$1" >/dev/null; then
        printf 'open\n'
    fi
}

meaning_of() {
    case "$1" in
        open) printf open ;;
        "") printf silent ;;
        *refused*) printf refused ;;
        *"timed out"*) printf silent ;;
        *unreachable* | *"No route to host"* | *"not permitted"* | *prohibited*) printf unreachable ;;
        *"not supported"* | *"Cannot assign requested address"*) printf absent ;;
        *) printf unknown ;;
    esac
}
