# shellcheck shell=bash
# What a host is made of, as sorted lines KIND NAME VALUE: taken once, before Stratus touches anything, and compared when it is gone.
# What comes and goes by itself is not asked for: veths, transient and instantiated units, sessions, mounts of users.
source ../Scripting/lib.sh

INVENTORY="${STATE_DIR}/before.inventory"
# The directories that we and what we install write to, and how deep to look.
WRITTEN_TO=(
    /etc/systemd/system:2 /etc/modules-load.d:1 /etc/sysctl.d:1 /etc/udev/rules.d:1 /etc/cni:2 /etc/rancher:3 /etc/containerd:2 /usr/local/bin:1
    /opt:2 /var/lib/rancher:1 /var/lib/kubelet:0 /var/lib/cni:0 /var/lib/calico:0 /var/log/pods:0 /var/log/containers:0 /run/k3s:0 /run/flannel:0
    /run/cilium:0 /run/calico:0 /run/vc:0 /run/kata-containers:0 /run/stratus:1 /sys/fs/bpf:1
)
# The sysctls that preparation, k3s and the CNIs set.
WATCHED_SYSCTLS=(
    vm/panic_on_oom vm/overcommit_memory kernel/panic kernel/panic_on_oops fs/inotify/max_user_instances fs/inotify/max_user_watches
    net/ipv4/ip_forward net/bridge/bridge-nf-call-iptables net/bridge/bridge-nf-call-ip6tables net/netfilter/nf_conntrack_max
    net/ipv6/conf/all/forwarding net/ipv6/conf/default/forwarding net/ipv6/conf/all/disable_ipv6 net/core/bpf_jit_enable
)

can() { command -v "$1" >/dev/null 2>&1; }

# take_inventory: once. A host that an earlier version prepared has no "before" any more.
take_inventory() {
    local path="${STRATUS_ROOT}${INVENTORY}" claim temporary
    [[ ! -e "${path}" ]] || return 0
    for claim in "${STRATUS_ROOT}${STATE_DIR}"/*.claim; do [[ ! -e "${claim}" ]] || return 0; done
    [[ -d "${path%/*}" ]] || mkdir -m 0700 "${path%/*}" || cannot_write "${STATE_DIR}"
    sweep "${path}"
    temporary="$(make_temporary "${path}")" || cannot_write "${INVENTORY}"
    inventory >"${temporary}"
    flush "${temporary}"
    mv "${temporary}" "${path}"
}

# Nothing that is asked here loads a module or starts anything.
inventory() {
    { packages; units; modules; sysctls; mounts; links; rules; block_devices; accounts; files; } | LC_ALL=C sort -u
}

packages() {
    if can dpkg-query; then
        dpkg-query --show --showformat='package ${Package} ${db:Status-Status}\n' | { grep ' installed$' || true; }
    elif can rpm; then
        rpm --query --all --queryformat 'package %{NAME} installed\n'
    fi
}

# Which units are there and switched on, and which of those run. What the bus starts on demand comes and goes.
units() {
    local name state enabled=()
    while read -r name state _; do
        [[ "${name}" != *@* && "${state}" != transient && "${state}" != generated && "${state}" != alias ]] || continue
        printf 'unit %s %s\n' "${name}" "${state}"
        [[ "${state}" == enabled && "${name}" == *.@(service|timer|socket) ]] || continue
        enabled+=("${name}")
    done < <(systemctl list-unit-files --no-legend --no-pager --plain 2>/dev/null || true)
    while read -r name; do printf 'active %s yes\n' "${name}"; done < <(active "${enabled[@]}")
}

modules() {
    local state
    for state in "${STRATUS_ROOT}"/sys/module/*/initstate; do
        [[ -e "${state}" ]] || continue
        state="${state%/*}"
        printf 'module %s loaded\n' "${state##*/}"
    done
}

sysctls() {
    local key file value root="${STRATUS_ROOT}/proc/sys"
    for file in "${WATCHED_SYSCTLS[@]/#/"${root}/"}" "${root}"/net/ipv4/conf/{all,default}/*; do
        { read -r value <"${file}"; } 2>/dev/null || continue
        key="${file#"${root}/"}"
        printf 'sysctl %s %s\n' "${key//\//.}" "${value//$'\t'/ }"
    done
}

mounts() {
    [[ -e "${STRATUS_ROOT}/proc/self/mountinfo" ]] || return 0
    awk '{ for (i = 7; i < NF && $i != "-"; i++) continue; print "mount", $5, $(i + 1) }' "${STRATUS_ROOT}/proc/self/mountinfo" |
        { grep -vE ' autofs$|^mount /(run/(user|credentials)|proc/sys/fs/binfmt_misc)(/| )' || true; }
}

links() {
    local link
    for link in "${STRATUS_ROOT}"/sys/class/net/*; do
        [[ ! -e "${link}" || "${link##*/}" == veth* ]] || printf 'link %s present\n' "${link##*/}"
    done
}

# Without counters. Where the module is not loaded there is no rule, and to ask would load it.
rules() {
    local tool
    if [[ -d "${STRATUS_ROOT}/sys/module/nf_tables" ]] && can nft; then
        nft --stateless list ruleset | awk '
            $1 == "table" { table = $2 "/" $3; next }
            $1 == "chain" || $1 == "set" || $1 == "map" { chain = $2; print "rule", table "/" chain, "declared"; next }
            NF && $1 != "}" { $1 = $1; print "rule", table "/" chain, $0 }'
    fi
    for tool in iptables ip6tables; do
        if [[ ! -d "${STRATUS_ROOT}/sys/module/${tool/tables/_tables}" ]] || ! can "${tool}-save"; then continue; fi
        "${tool}-save" | sed -nE "s/ ?\[[0-9]+:[0-9]+\]//; s/^[:-]/rule ${tool}\/&/p"
    done
}

block_devices() {
    local file
    for file in "${STRATUS_ROOT}"/sys/class/block/dm-*/dm/name; do
        [[ ! -e "${file}" ]] || printf 'dm %s present\n' "$(<"${file}")"
    done
    for file in "${STRATUS_ROOT}"/sys/class/block/loop*/loop/backing_file; do
        [[ ! -e "${file}" ]] || printf 'loop %s present\n' "$(<"${file}")"
    done
}

accounts() {
    awk -F: '{ print (FILENAME ~ /group$/ ? "group" : "user"), $1, $3 }' "${STRATUS_ROOT}"/etc/passwd "${STRATUS_ROOT}"/etc/group 2>/dev/null || true
}

# Small files by their sums too, so that one that was changed is told from one that was left alone.
files() {
    local entry dir
    for entry in "${WRITTEN_TO[@]}"; do
        dir="${STRATUS_ROOT}${entry%:*}"
        [[ -d "${dir}" ]] || continue
        # What vanishes under find's eyes is no error of ours.
        find "${dir}" -xdev -maxdepth "${entry##*:}" -printf 'file %p %y:%m\n' 2>/dev/null || true
        find "${dir}" -xdev -maxdepth "${entry##*:}" -type f -size -129 -exec sha256sum {} + 2>/dev/null | awk '{ print "content", $2, $1 }' || true
    done | sed "s|^\([a-z]* \)${STRATUS_ROOT}|\1|"
}
