#!/usr/bin/env bash
# Prepares eight hosts, with Stratus and with Ansible in turn, and prints how long each took. The method is in ../README.md.
# Usage: benchmarks/hosts/run.sh [ROUNDS]   as root, on Debian, with: ansible mmdebstrap openssh-client iproute2 dotnet
set -euo pipefail
ROUNDS="${1:-5}"
HOSTS=8
HERE="$(cd "$(dirname "$0")" && pwd)"
REPOSITORY="$(cd "${HERE}/../.." && pwd)"
CACHE="${STRATUS_BENCHMARK_CACHE:-${HOME}/.cache/stratus-benchmark}"
DIR="$(mktemp -d)"
# shellcheck source=benchmarks/hosts/namespaces.sh
source "${HERE}/namespaces.sh"

need() {
    local tool missing=()
    for tool in ansible-playbook mmdebstrap ssh ssh-agent ssh-keygen ip unshare dotnet; do
        command -v "${tool}" >/dev/null || missing+=("${tool}")
    done
    ((EUID == 0)) || missing+=("root, for namespaces")
    ((${#missing[@]} == 0)) || { printf 'missing: %s\n' "${missing[*]}" >&2; exit 2; }
}

# The very scripts that pulumi up would send.
render_stratus() {
    local number separator=""
    cp "${REPOSITORY}/Pulumi.yaml" "${DIR}/"
    ln -s "${REPOSITORY}/infra" "${DIR}/infra"
    {
        printf '['
        for ((number = 1; number <= HOSTS; number++)); do
            printf '%s{"id":"host-%d","role":"%s","address":"%s","hostKey":"%s"}' "${separator}" "${number}" \
                "$( ((number == 1)) && printf server || printf agent)" "$(address_of "${number}")" "$(host_key_of "${number}")"
            separator=,
        done
        printf ']\n'
    } >"${DIR}/hosts.json"
    printf 'config:\n  stratus:environment: staging\n  stratus:inventory: hosts.json\n  stratus:runtimes: [kata-qemu]\n' >"${DIR}/Pulumi.bench.yaml"
    dotnet build -c Release --nologo --verbosity quiet "${REPOSITORY}/infra" >&2
    dotnet run -c Release --project "${REPOSITORY}/cli" -- render --stack bench --project "${DIR}" --no-build --out "${DIR}/rendered" >/dev/null
}

write_inventory() {
    local number
    for ((number = 1; number <= HOSTS; number++)); do
        printf '%s\n' "$(address_of "${number}")"
        printf '%s %s\n' "$(address_of "${number}")" "$(host_key_of "${number}")" >>"${DIR}/known_hosts"
    done >"${DIR}/inventory"
    printf 'Host *\n  User root\n  BatchMode yes\n  UserKnownHostsFile %s\n  ControlPath none\n' "${DIR}/known_hosts" >"${DIR}/ssh_config"
}

# One host's critical path: the gate with OpenSSH, as it does that itself; then a connection for each script as Pulumi's provider makes
# them, whose SSH, Go's, agrees with this sshd on curve25519 where OpenSSH's client prefers the slower sntrup761.
stratus_host() {
    local scripts="${DIR}/rendered/hosts/host-$1" provider=(ssh -F "${DIR}/ssh_config" -o KexAlgorithms=curve25519-sha256)
    bash -s -- apply <"${scripts}/01-host-$1-ssh.sh"
    "${provider[@]}" "$(address_of "$1")" bash -s -- apply <"${scripts}/02-host-$1-preflight.sh"
    "${provider[@]}" "$(address_of "$1")" bash -s -- apply <"${scripts}/03-host-$1-preparation.sh"
}
stratus() {
    local number pids=() pid
    for ((number = 1; number <= HOSTS; number++)); do
        stratus_host "${number}" >"${DIR}/stratus-${number}.log" 2>&1 &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "${pid}" || { cat "${DIR}"/stratus-*.log >&2; return 1; }; done
}

# As k3s-ansible's ansible.cfg has it, but for host keys, which are checked here too, and forks: all hosts at once.
ansible() {
    ANSIBLE_PIPELINING=True ANSIBLE_SSH_ARGS="-F ${DIR}/ssh_config -o ControlMaster=auto -o ControlPersist=60s -o ControlPath=${DIR}/%C" \
        ansible-playbook --forks "${HOSTS}" --inventory "${DIR}/inventory" "${HERE}/playbook.yml" >"${DIR}/ansible.log" 2>&1 ||
        { cat "${DIR}/ansible.log" >&2; return 1; }
}

timed() {
    local from to
    from="$(date +%s%3N)"
    "$1"
    to="$(date +%s%3N)"
    check_hosts
    printf '%s %s %d\n' "$1" "$2" $((to - from)) | tee -a "${DIR}/times" >&2
}

main() {
    local round side
    need
    trap 'hosts_down; ssh-agent -k >/dev/null 2>&1 || true; rm -rf "${DIR}"' EXIT
    make_root
    make_keys
    write_inventory
    render_stratus
    for ((round = 1; round <= ROUNDS; round++)); do
        for side in stratus ansible; do
            hosts_up
            timed "${side}" fresh
            timed "${side}" again
            hosts_down
        done
    done
    summary <"${DIR}/times"
}

summary() {
    sort -k1,2 -k3,3n | awk '
        { key = $1 " " $2; n[key]++; time[key, n[key]] = $3 }
        function median(key) { return (time[key, int((n[key] + 1) / 2)] + time[key, int(n[key] / 2) + 1]) / 2000 }
        function row(what, key) {
            printf "| %s | %.2f | %.2f | %.2f |\n", what, time[key, 1] / 1000, median(key), time[key, n[key]] / 1000
        }
        END {
            print "| | min s | median s | max s |\n| --- | ---: | ---: | ---: |"
            row("Ansible, hosts fresh", "ansible fresh"); row("Stratus, hosts fresh", "stratus fresh")
            row("Ansible, again", "ansible again"); row("Stratus, again", "stratus again")
            printf "\nStratus takes %.3f of the time of Ansible on fresh hosts, %.3f again.\n", \
                median("stratus fresh") / median("ansible fresh"), median("stratus again") / median("ansible again")
        }'
}

main
