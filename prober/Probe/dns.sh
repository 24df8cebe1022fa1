# shellcheck shell=bash
# Lookups by hand: one question for the address of a name, of a resolver that is told, over UDP or TCP.

# try_dns NAME RESOLVER, try_dns-tcp NAME RESOLVER; without a resolver, the sandbox's own.
try_dns() {
    { exec 3<>"/dev/udp/$(resolver "$2")/53"; } && ask 3 question "$1" && answer
}
try_dns-tcp() {
    local resolver
    resolver="$(resolver "$2")"
    printf 'trying\n'
    { exec 3<>"/dev/tcp/${resolver}/53"; } || return
    ask 1 question_after_length "$1" && judge_answer 2 <&3
}

resolver() {
    local key value
    if [[ -n "$1" ]]; then
        printf '%s' "$1"
        return
    fi
    while read -r key value _; do
        if [[ "${key}" == nameserver ]]; then
            printf '%s' "${value}"
            return
        fi
    done </etc/resolv.conf
}

byte() {
    local octal
    printf -v octal '%03o' "$1"
    printf '%b' "\\0${octal}"
}

# RFC 1035: an id, "recursion desired", one question; the labels, each after its length; type A, class IN. One write: a datagram.
question() {
    local label octal text='\0123\0064\0001\0000\0000\0001\0000\0000\0000\0000\0000\0000' rest="$1."
    while [[ -n "${rest}" ]]; do
        label="${rest%%.*}"
        rest="${rest#*.}"
        printf -v octal '%03o' "${#label}"
        text+="\\0${octal}${label}"
    done
    printf '%b' "${text}\\0000\\0000\\0001\\0000\\0001"
}

# As over TCP: 12 bytes of header, the name with a byte at either end, 4 of type and class.
question_after_length() { byte 0 && byte $((12 + ${#1} + 2 + 4)) && question "$1"; }

# dd takes a datagram in one piece: bash reads byte by byte, and the rest of a datagram is lost with the first. It reads once, and does not stay for
# more where the datagram was too short; what it says of a refusal is the answer.
answer() {
    is_installed dd || return
    dd bs=512 count=1 status=none <&3 | judge_answer 0
}

# judge_answer SKIPPED-BYTES. Of the header, the fourth byte's low half is the code, the seventh and eighth count the answers.
judge_answer() {
    local number value code bytes=()
    for ((number = 0; number < $1 + 8; number++)); do
        IFS= read -r -d '' -n 1 value || return
        # A NUL ends the read, and leaves nothing.
        code=0
        [[ -z "${value}" ]] || printf -v code '%d' "'${value}"
        bytes+=($((code & 255)))
    done
    bytes=("${bytes[@]:$1}")
    case "$((bytes[3] & 15)):$((bytes[6] * 256 + bytes[7]))" in
        0:0) printf 'refused: the name has no address\n' ;;
        0:*) printf 'open\n' ;;
        3:*) printf 'refused: there is no such name\n' ;;
        *) printf 'refused: code %d\n' "$((bytes[3] & 15))" ;;
    esac
}
