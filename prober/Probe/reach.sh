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
    local from="${EPOCHREALTIME/./}" last=0
    [[ "${ANSWER}" == open ]] && ((STRATUS_WINDOW > 0)) || return 0
    open_idle
    while ((last < STRATUS_WINDOW)) && [[ "$(meaning_of "$(try_target "$1")")" == open ]]; do
        last=$(((${EPOCHREALTIME/./} - from) / 1000))
        nap 0.01
    done
    record window "${1%%=*}" "${last}"
}

# try_target NAME=PROTOCOL/ADDRESS/PORT
try_target() {
    local rest="${1#*=}" address
    address="${rest#*/}"
    try "${rest%%/*}" "${address%%/*}" "${address#*/}"
}

# try PROTOCOL ADDRESS PORT: prints the last words of whoever tried, or "silent" when the time was up. Who tries says "trying" as it sends, and
# "answered" when there is something to read: only the time between the two is the target's. A sandbox that has no turn for as long, and so sent
# nothing or read nothing, would else look as one whose packets are dropped. Who tries is one process, which starts none but
# to read what has come already: the first bash of a sandbox at times waits for all that is left there, though it waits for its own, and a probe
# would not end.
try() {
    local answers tries words="" waits="the attempt was not made in time" most=$((STRATUS_WAIT * 1000))
    exec {answers}< <("try_$1" "$2" "$3" 2>&1)
    tries="$!"
    while next_line "${most}"; do
        case "${words}" in
            trying) waits=silent most=$((STRATUS_WAIT * 100)) ;;
            answered) waits="the answer was not read in time" most=$((STRATUS_WAIT * 1000)) ;;
            # bash says why a connection failed, and then once more for the redirection.
            *": /dev/"*) ;;
            *) break ;;
        esac
    done
    printf '%s' "${words}"
    kill -KILL "${tries}" 2>/dev/null
}

# next_line HUNDREDTHS: the next line of those who try, in WORDS; when none came in so many hundredths of a second, or whoever tried has ended,
# what there is to say of that. Counted in naps, for in each of them the others have a turn, however little of a processor there is. A read with
# a time of its own can lose the character that it has in its hand when the time is up.
next_line() {
    local waited pause
    words=""
    for ((waited = 0; waited < $1; waited += pause)); do
        if read -r -t 0 -u "${answers}"; then
            IFS= read -r -u "${answers}" words && return 0
            words="${words:-the attempt ended without a word}"
            return 1
        fi
        if ((waited < 20)); then pause=1 && nap 0.01; else pause=10 && nap 0.1; fi
    done
    words="${waits}"
    return 1
}

try_tcp() {
    printf 'trying\n'
    { : <>"/dev/tcp/$1/$2"; } && printf 'open\n'
}

# A datagram that nobody answers was perhaps never read: silence.
try_udp() {
    { exec 3<>"/dev/udp/$1/$2"; } && ask 3 printf 'stratus-probe\n' && IFS= read -r -N 1 _ <&3 && printf 'open\n'
}

# ask TIMES COMMAND: what it prints is sent so many times while an answer is waited for; a datagram thrice, for one that got lost has tried
# nothing. Ends when there is something to read.
ask() {
    local turn
    printf 'trying\n'
    for ((turn = 0; ; turn++)); do
        if ((turn % 30 == 0 && turn < 30 * $1)); then "${@:2}" >&3 || return; fi
        if read -r -t 0 -u 3; then break; fi
        nap 0.02
    done
    printf 'answered\n'
}

# What a time server is asked (RFC 5905): version 3, client. Its answer does not begin with a NUL.
try_ntp() {
    local zeros
    printf -v zeros '\\0000%.0s' {1..47}
    { exec 3<>"/dev/udp/$1/$2"; } && ask 3 printf '%b' "\\0033${zeros}" && IFS= read -r -N 1 _ <&3 && printf 'open\n'
}

is_installed() { command -v "$1" >/dev/null || { printf '%s is not installed\n' "$1"; return 1; }; }

# Without the right to raw sockets, a datagram of ICMP: the kernel writes its identifier. Sent thrice, as every datagram.
try_icmp() {
    is_installed perl || return
    exec perl -MSocket -e '
        my $address = inet_aton($ARGV[0]);
        socket(S, PF_INET, SOCK_RAW, 1) or socket(S, PF_INET, SOCK_DGRAM, 1) or die "icmp: no socket: $!\n";
        my $echo = pack("C2n3", 8, 0, 0, $$ & 0xffff, 1);
        my $sum = unpack("%32n*", $echo);
        substr($echo, 2, 2) = pack("n", ~(($sum & 0xffff) + ($sum >> 16)) & 0xffff);
        vec(my $socket = "", fileno(S), 1) = 1;
        my $sent = 0;
        $| = 1;
        print "trying\n";
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
    is_installed perl || return
    exec perl -MSocket -e '
        $| = 1;
        print "trying\n";
        socket(S, PF_INET, SOCK_STREAM, 132) or die "sctp: ", $! == 22 ? "Protocol not supported" : $!, "\n";
        connect(S, sockaddr_in($ARGV[1], inet_aton($ARGV[0]))) or die "sctp: $!\n";
        print "open\n"' "$1" "$2"
}

meaning_of() {
    case "$1" in
        open) printf open ;;
        silent | *"timed out"*) printf silent ;;
        *refused*) printf refused ;;
        *"Network is unreachable"* | *": no socket: "*) printf absent ;;
        *unreachable* | *"No route to host"* | *"not permitted"* | *"Permission denied"* | *prohibited*) printf unreachable ;;
        *"not supported"* | *"Cannot assign requested address"*) printf absent ;;
        *) printf unknown ;;
    esac
}
