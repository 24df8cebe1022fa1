# shellcheck shell=bash
# What an unsuccessful ssh means.
# shellcheck disable=SC2154,SC2034 # parameters and results of ssh-access.sh

# read_verdict STATUS FILE: from ssh's exit code and what it said. VERDICT is waiting (a machine that boots looks like that), doubtful (so
# does one that boots, but not for long) or final.
read_verdict() {
    local status="$1" text said where="${STRATUS_SSH_USER}@${STRATUS_SSH_ADDRESS}:${STRATUS_SSH_PORT}"
    text="$(<"$2")"
    # A banner may come before what ssh says; of that the first is the cause: a jump host that fails is followed by a connection that closed.
    said="$(tr -d '\r' <"$2" | grep -E -m 1 '^(ssh|sudo|kex_[a-z]+|channel [0-9]+):|^Unable to|^Host key ver|^Connection |^Received |Permission denied')" ||
        said="$(tail -n 1 "$2")"
    VERDICT=waiting
    CAUSE="${where}: ${said:-no answer within 30 seconds}"
    FIX="is the machine on, is sshd running, is the port open from here? Try: ssh -p ${STRATUS_SSH_PORT} ${STRATUS_SSH_USER}@${STRATUS_SSH_ADDRESS}"
    if ((status == 77)); then
        VERDICT=final CAUSE="${where}: no sudo without a password${said:+: ${said}}"
        FIX="on the host, as root: echo '${STRATUS_SSH_USER} ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/stratus; or set hosts[].user to root"
        return
    fi
    case "${text}" in
        *"Host key verification failed"*)
            VERDICT=final
            CAUSE="${where}: $(wrong_key "${text}")"
            FIX="was the machine installed anew? Compare the key with its console (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then set hostKey. If not: somebody is in between, do not go on"
            ;;
        *"no matching host key type found"*)
            VERDICT=final
            CAUSE="${where}: it has no host key of the pinned type. ${said#*found. }"
            FIX="pin a key of a type that it offers, from its console: cat /etc/ssh/ssh_host_ed25519_key.pub"
            ;;
        *"Permission denied"* | *"Too many authentication failures"*)
            VERDICT=doubtful
            CAUSE="${where}: the user or the key is refused: ${said}"
            FIX="put the public key into ~${STRATUS_SSH_USER}/.ssh/authorized_keys on the host, or correct hosts[].user, stratus:sshPrivateKey or the SSH agent's keys (ssh-add -l)"
            ;;
        *"Could not resolve hostname"*)
            VERDICT=doubtful
            FIX="correct hosts[].address, or let the name be known: getent hosts ${STRATUS_SSH_ADDRESS}"
            ;;
        *) ;;
    esac
}

# wrong_key TEXT: in ssh's words the two machines are called target and jump.
wrong_key() {
    local who=host pinned="${STRATUS_SSH_HOST_KEY}" shown="another one" size sum rest
    if grep -qE 'for jump (has|and)' <<<"$1"; then who="jump host ${STRATUS_SSH_JUMP_ADDRESS}" pinned="${STRATUS_SSH_JUMP_HOST_KEY}"; fi
    if [[ "$1" =~ SHA256:[A-Za-z0-9+/=]+ ]]; then shown="${BASH_REMATCH[0]}"; fi
    read -r size sum rest < <(ssh-keygen -lf - <<<"${pinned}" 2>/dev/null) || true
    printf 'the %s shows the host key %s, pinned is %s' "${who}" "${shown}" "${sum:-unreadable}${size:0:0}${rest:0:0}"
}
