# shellcheck shell=bash
# Whether something answers. What was dropped on the way is silent; what answers by refusing was reached, or told off by a policy.
: "${STRATUS_WAIT:?}"
: "${STRATUS_WINDOW:?}"
source ./records.sh
source ./dns.sh

# first_act TARGET: the first thing that a sandbox does; nothing where there is no target.
first_act() {
    [[ -n "$1" ]] || return 0
    reach first "$1"
    watch_window "$1"
}

# reach KIND NAME=PROTOCOL/ADDRESS/PORT: one record, its value WHAT MILLISECONDS WORDS. WHAT is open, refused, unreachable, silent,
# absent (there is no such way out here at all) or unknown. It stays in ANSWER.
reach() {
    local from to words
    from="${EPOCHREALTIME/./}"
    words="$(try_target "$2")"
    to="${EPOCHREALTIME/./}"
    ANSWER="$(meaning_of "${words}")"
    record "$1" "${2%%=*}" "${ANSWER} $(((to - from) / 1000)) ${words##*: }"
}

# How long what was open at first stays so, in milliseconds since the first attempt, at most STRATUS_WINDOW: tried again and again until it
# is not.
watch_window() {
    local from="${EPOCHREALTIME/./}" last=0 idle
    [[ "${ANSWER}" == open ]] && ((STRATUS_WINDOW > 0)) || return 0
    exec {idle}<> <(:)
    while ((last < STRATUS_WINDOW)) && [[ "$(meaning_of "$(try_target "$1")")" == open ]]; do
        last=$(((${EPOCHREALTIME/./} - from) / 1000))
        IFS= read -r -t 0.01 -u "${idle}" _
    done
    record window "${1%%=*}" "${last}"
}

# try_target NAME=PROTOCOL/ADDRESS/PORT
try_target() {
    local rest="${1#*=}" address
    address="${rest#*/}"
    try "${rest%%/*}" "${address%%/*}" "${address#*/}"
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

# What a time server is asked (RFC 5905): version 3, client. Its answer does not begin with a NUL.
try_ntp() {
    local zeros
    printf -v zeros '\\0000%.0s' {1..47}
    { exec 3<>"/dev/udp/$1/$2"; } && printf '%b' "\\0033${zeros}" >&3 && IFS= read -r -N 1 _ <&3 && printf 'open\n'
}

# Without the right to raw sockets, a datagram of ICMP: the kernel writes its identifier.
try_icmp() {
    perl -MSocket -e '
        my $address = inet_aton($ARGV[0]);
        socket(S, PF_INET, SOCK_RAW, 1) or socket(S, PF_INET, SOCK_DGRAM, 1) or die "icmp: $!\n";
        my $echo = pack("C2n3", 8, 0, 0, $$ & 0xffff, 1);
        my $sum = unpack("%32n*", $echo);
        substr($echo, 2, 2) = pack("n", ~(($sum & 0xffff) + ($sum >> 16)) & 0xffff);
        send(S, $echo, 0, sockaddr_in(0, $address)) or die "icmp: $!\n";
        while (my $from = recv(S, my $answer, 1500, 0)) {
            $answer = substr($answer, (ord($answer) & 15) * 4) if ord($answer) >> 4 == 4;
            next if (sockaddr_in($from))[1] ne $address || ord($answer) != 0;
            print "open\n";
            last;
        }' "$1"
}

# To gVisor a protocol that it does not have is an invalid argument.
try_sctp() {
    perl -MSocket -e '
        socket(S, PF_INET, SOCK_STREAM, 132) or die "sctp: ", $! == 22 ? "Protocol not supported" : $!, "\n";
        connect(S, sockaddr_in($ARGV[1], inet_aton($ARGV[0]))) or die "sctp: $!\n";
        print "open\n"' "$1" "$2"
}

meaning_of() {
    case "$1" in
        open) printf open ;;
        "") printf silent ;;
        *refused*) printf refused ;;
        *"timed out"*) printf silent ;;
        *"Network is unreachable"*) printf absent ;;
        *unreachable* | *"No route to host"* | *"not permitted"* | *"Permission denied"* | *prohibited*) printf unreachable ;;
        *"not supported"* | *"Cannot assign requested address"*) printf absent ;;
        *) printf unknown ;;
    esac
}
