# shellcheck shell=bash
# Waits until SSH lets us into a host, and says why where it never will. Runs beside pulumi, not on the host, and changes nothing there.
: "${STRATUS_HOST_ID:?}"
: "${STRATUS_SSH_ADDRESS:?}"
: "${STRATUS_SSH_PORT:?}"
: "${STRATUS_SSH_USER:?}"
: "${STRATUS_SSH_HOST_KEY?}"          # empty: whoever answers is trusted
: "${STRATUS_SSH_PRIVATE_KEY?}"       # empty: the keys of the SSH agent
: "${STRATUS_SSH_JUMP_ADDRESS?}"      # empty: no jump host
: "${STRATUS_SSH_JUMP_PORT?}"
: "${STRATUS_SSH_JUMP_USER?}"
: "${STRATUS_SSH_JUMP_HOST_KEY?}"
: "${STRATUS_SSH_WAIT_MINUTES:?}"     # how long a machine that boots is waited for
source ../../core/Scripting/lib.sh
source ./ssh-verdict.sh

# cloud-init writes users and keys, and a name server learns a name, some time after sshd answers.
GRACE=60
MAX_SKEW=30
DIR=""
CLOCK=""

make_client() {
    local tool
    for tool in ssh ssh-agent ssh-add ssh-keygen; do
        command -v "${tool}" >/dev/null ||
            fail "the program ${tool} is absent where pulumi runs" "install OpenSSH's client: apt-get install openssh-client"
    done
    DIR="$(mktemp -d)"
    trap 'clean_up' EXIT
    {
        known target "${STRATUS_SSH_HOST_KEY}"
        known jump "${STRATUS_SSH_JUMP_HOST_KEY}"
    } >"${DIR}/known_hosts"
    client_config >"${DIR}/config"
    if [[ -n "${STRATUS_SSH_PRIVATE_KEY}" ]]; then hold_key; fi
}
clean_up() {
    # What was told to end has not ended yet.
    { kill %% && wait %%; } 2>/dev/null || true
    rm -rf "${DIR}"
}

known() { [[ -z "$2" ]] || printf '%s %s\n' "$1" "$2"; }

# Pulumi's provider reads neither ~/.ssh/config nor known_hosts, and accepts a host key of the pinned one's type only: so does this.
client_config() {
    host_config target "${STRATUS_SSH_ADDRESS}" "${STRATUS_SSH_PORT}" "${STRATUS_SSH_USER}" "${STRATUS_SSH_HOST_KEY}"
    if [[ -n "${STRATUS_SSH_JUMP_ADDRESS}" ]]; then
        printf '    ProxyJump jump\n'
        host_config jump "${STRATUS_SSH_JUMP_ADDRESS}" "${STRATUS_SSH_JUMP_PORT}" "${STRATUS_SSH_JUMP_USER}" "${STRATUS_SSH_JUMP_HOST_KEY}"
    fi
    printf 'Host *\n'
    printf '    %s\n' "UserKnownHostsFile ${DIR}/known_hosts" 'GlobalKnownHostsFile /dev/null' 'UpdateHostKeys no' 'BatchMode yes' \
        'ConnectTimeout 10' 'IdentityFile none' 'PreferredAuthentications publickey' 'ControlPath none'
}
host_config() {
    printf 'Host %s\n' "$1"
    printf '    %s\n' "HostName $2" "Port $3" "User $4" "HostKeyAlias $1"
    if [[ -n "$5" ]]; then
        printf '    %s\n' 'StrictHostKeyChecking yes' "HostKeyAlgorithms ${5%% *}"
    else
        printf '    StrictHostKeyChecking no\n'
    fi
}

# The key never touches a disk. The agent ends with this script, and by itself where that was killed.
hold_key() {
    local life=$((60 * STRATUS_SSH_WAIT_MINUTES + 2 * GRACE))
    export SSH_AUTH_SOCK="${DIR}/agent"
    timeout "${life}" ssh-agent -D -a "${SSH_AUTH_SOCK}" </dev/null >/dev/null 2>&1 &
    wait_until 10 test -S "${SSH_AUTH_SOCK}" || fail "ssh-agent did not start" "see whether it runs by hand: ssh-agent -D"
    printf '%s\n' "${STRATUS_SSH_PRIVATE_KEY%$'\n'}" | SSH_ASKPASS_REQUIRE=never ssh-add -q - 2>"${DIR}/error" ||
        fail "the private key of the stack is refused by ssh-add: $(tail -n 1 "${DIR}/error")" \
            "set a private key in OpenSSH's form and without a passphrase: pulumi config set --secret stratus:sshPrivateKey <FILE"
}

# One try: true when we are in and may act as root. The clock is the host's, in seconds.
enter() {
    # shellcheck disable=SC2016 # expands on the host
    CLOCK="$(timeout 30 ssh -F "${DIR}/config" target 'sh -c "test \$(id -u) -eq 0 || sudo -n true || exit 77; date +%s"' \
        2>"${DIR}/error" </dev/null)"
}

check_clock() {
    local skew=$((CLOCK - EPOCHSECONDS))
    ((skew > MAX_SKEW || -skew > MAX_SKEW)) || return 0
    fail "the host's clock is ${skew#-} seconds $( ((skew > 0)) && printf ahead || printf behind) the clock here" \
        "on the wrong one of the two: timedatectl set-ntp true, or date --set; certificates and etcd need the right time"
}

apply() {
    local began="${SECONDS}" pause=1 status said="" doubted="" elapsed
    make_client
    until enter; do
        status=$?
        read_verdict "${status}" "${DIR}/error"
        elapsed=$((SECONDS - began))
        [[ "${VERDICT}" != doubtful ]] || : "${doubted:=${SECONDS}}"
        if [[ "${VERDICT}" == final ]] || [[ "${VERDICT}" == doubtful && $((SECONDS - doubted)) -ge "${GRACE}" ]]; then
            fail "${CAUSE}" "${FIX}"
        fi
        ((elapsed < 60 * STRATUS_SSH_WAIT_MINUTES)) || fail "${CAUSE}; waited ${STRATUS_SSH_WAIT_MINUTES} minutes" "${FIX}"
        if [[ "${said}" != "${CAUSE}" ]]; then say "waiting up to ${STRATUS_SSH_WAIT_MINUTES} minutes: ${CAUSE}"; fi
        said="${CAUSE}"
        sleep "${pause}"
        pause=$((pause < 8 ? 2 * pause : 15))
    done
    check_clock
    printf '{"hostId":%s,"address":%s}\n' "$(quoted "${STRATUS_HOST_ID}")" "$(quoted "${STRATUS_SSH_ADDRESS}")"
}

remove() { :; }
