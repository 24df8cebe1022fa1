# shellcheck shell=bash
# Whether the places answer that this host fetches from.
: "${STRATUS_DOWNLOADS?}"   # https addresses, separated by spaces; amd64= or arm64= before one: for that architecture only
source ./findings.sh

# All at once: a firewall that drops would take its time once for each.
check_downloads() {
    local address arch answers
    arch="$(architecture)"
    answers="$(
        for address in ${STRATUS_DOWNLOADS}; do
            [[ "${address}" == https://* || "${address%%=*}" == "${arch}" ]] || continue
            reach "https://${address#*https://}" &
        done
        wait
    )"
    [[ -n "${answers}" ]] || return 0
    printf '%s\n' "${answers}" | sort -u | while read -r address answer; do judge "${address}" "${answer}"; done
}

# reach ADDRESS: prints it and what it answers: a status of HTTP, connected where only that could be tried, else what went wrong.
reach() {
    local place="${1#https://}" answer
    place="${place%%/*}"
    [[ "${place}" == *:* ]] || place+=:443
    if has curl; then
        answer="$(curl --head --silent --show-error --location --proto '=https' --proto-redir '=https' --connect-timeout 10 --max-time 20 \
            --output /dev/null --write-out '%{http_code}' "$1" 2>&1 || true)"
        # A failure is said first, then 000.
        answer="${answer%000}"
    elif connects "${place%:*}" "${place##*:}"; then
        answer=connected
    else
        answer="no connection"
    fi
    printf '%s %s\n' "$1" "${answer//$'\n'/ }"
}

# shellcheck disable=SC2016 # the inner bash's own parameters
connects() { quickly bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$1" "$2"; }

judge() {
    local place="${1#https://}" why="this host fetches from there: $1" verify="curl --head --location $1" severity=fatal
    place="${place%%/*}"
    # What is there already needs no download.
    ! claimed k3s || severity=warning
    case "$2" in
        404 | 410) finding "${severity}" "download.${place}" "${place} has no such file: it answers $2" "${why}" "correct the address in versions.lock.json, or fill the mirror" "${verify}" ;;
        5??) finding warning "download.${place}" "${place} answers $2" "${why}" "try again later; it is the server's own trouble" "${verify}" ;;
        connected | [1-4]??) ok "download.${place}" "${place} answers ($2)" ;;
        *)
            finding "${severity}" "download.${place}" "${place} cannot be reached: ${2:-no answer}" "${why}" \
                "open the way there for this host: DNS (getent hosts ${place%%:*}), proxy, firewall; or name a mirror in versions.lock.json" "${verify}"
            ;;
    esac
}
