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
    local answers status words=""
    exec {answers}< <("try_$1" "$2" "$3" 2>&1)
    while :; do
        IFS= read -r -t "${STRATUS_WAIT}" -u "${answers}" words
        status=$?
        # bash says why a connection failed, and then once more for the redirection.
        [[ "${status}" -eq 0 && "${words}" == *": /dev/"* ]] || break
    done
    # Above 128 the time was up. Who ends before it without a word has tried nothing: that is no silence.
    if ((status > 0 && status <= 128)) && [[ -z "${words}" ]]; then words="the attempt ended without a word"; fi
    printf '%s' "${words}"
    kill -KILL "$!" 2>/dev/null
}

try_tcp() { { : <>"/dev/tcp/$1/$2"; } && printf 'open\n'; }

# A datagram that nobody answers was perhaps never read: silence.
try_udp() {
    { exec 3<>"/dev/udp/$1/$2"; } && ask printf 'stratus-probe\n' && IFS= read -r -N 1 _ <&3 && heard && printf 'open\n'
}

# ask COMMAND: what it prints is one datagram, which is sent thrice while an answer is waited for: one that got lost has tried nothing.
ask() {
    "$@" >&3 || return
    repeat "$@" 2>/dev/null &
    ASKING=$!
}
repeat() {
    local idle
    exec {idle}<> <(:)
    for _ in 1 2; do
        IFS= read -r -t 0.6 -u "${idle}" _
        "$@" >&3
    done
}
# Who has an answer asks no more: a way out that is tried again and again would fill its sandbox with those who ask.
heard() { kill "${ASKING}" 2>/dev/null || :; }

# What a time server is asked (RFC 5905): version 3, client. Its answer does not begin with a NUL.
try_ntp() {
    local zeros
    printf -v zeros '\\0000%.0s' {1..47}
    { exec 3<>"/dev/udp/$1/$2"; } && ask printf '%b' "\\0033${zeros}" && IFS= read -r -N 1 _ <&3 && heard && printf 'open\n'
}

# Without the right to raw sockets, a datagram of ICMP: the kernel writes its identifier. Sent thrice, as every datagram.
try_icmp() {
    perl -MSocket -e '
        my $address = inet_aton($ARGV[0]);
        socket(S, PF_INET, SOCK_RAW, 1) or socket(S, PF_INET, SOCK_DGRAM, 1) or die "icmp: no socket: $!\n";
        my $echo = pack("C2n3", 8, 0, 0, $$ & 0xffff, 1);
        my $sum = unpack("%32n*", $echo);
        substr($echo, 2, 2) = pack("n", ~(($sum & 0xffff) + ($sum >> 16)) & 0xffff);
        vec(my $socket = "", fileno(S), 1) = 1;
        my $sent = 0;
        while (1) {
            if (!$sent || !select(my $ready = $socket, undef, undef, $sent < 3 ? 0.6 : undef)) {
                send(S, $echo, 0, sockaddr_in(0, $address)) or die "icmp: $!\n";
                $sent++;
                next;
            }
            my $from = recv(S, my $answer, 1500, 0) or die "icmp: $!\n";
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
        *"Network is unreachable"* | *": no socket: "*) printf absent ;;
        *unreachable* | *"No route to host"* | *"not permitted"* | *"Permission denied"* | *prohibited*) printf unreachable ;;
        *"not supported"* | *"Cannot assign requested address"*) printf absent ;;
        *) printf unknown ;;
    esac
}
