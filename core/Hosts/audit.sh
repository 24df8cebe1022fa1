# shellcheck shell=bash
# What is left on a host when Stratus is gone, and whose it is.
source ./inventory.sh

# audit: the last thing that happens on a host. What is left of Stratus is an error; the rest is told. The first inventory stays until
# the audit has passed, so a killed one compares with it again.
audit() {
    local path="${STRATUS_ROOT}${INVENTORY}" present line change kind name before now owner own=() left=()
    sweep "${path}"
    if [[ ! -e "${path}" ]]; then
        [[ ! -d "${path%/*}" ]] || rmdir --ignore-fail-on-non-empty "${path%/*}"
        return 0
    fi
    present="$(inventory)"
    while IFS=$'\t' read -r change kind name before now; do
        owner="$(owner_of "${kind}" "${name}")"
        line="${change} ${kind} ${name}$(described "${change}" "${before}" "${now}") (${owner})"
        if [[ "${owner}" == stratus && "${change}" == appeared ]]; then own+=("${line}"); else printf 'left: %s\n' "${line}" >&2; fi
        left+=("{\"change\":$(quoted "${change}"),\"kind\":$(quoted "${kind}"),\"name\":$(quoted "${name}"),\"owner\":$(quoted "${owner}")}")
    done < <({ differences "${path}" <<<"${present}"; claims_left; })
    ((${#own[@]} == 0)) || fail "this is left of Stratus: $(printf '%s; ' "${own[@]}")" \
        "run pulumi destroy again; what stays then, and every other stack that uses this host, see: ls -l ${STATE_DIR}. To give up on it: rm -r ${STATE_DIR}"
    printf '{"left":[%s]}\n' "$(IFS=,; printf '%s' "${left[*]}")"
    rm -f "${path}"
    [[ ! -d "${path%/*}" ]] || rmdir --ignore-fail-on-non-empty "${path%/*}"
    flush_all
}

described() { if [[ "$1" == changed ]]; then printf ': was %s, is %s' "$2" "$3"; fi; }

# differences BEFORE, with what is now on standard input: CHANGE, KIND, NAME, what it was and what it is, separated by tabs.
# A rule may have many lines under one name, so there the whole line is the name.
differences() {
    awk -v OFS='\t' '
        function split_line(line, part) {
            part[1] = line; sub(/ .*/, "", part[1])
            part[2] = substr(line, length(part[1]) + 2)
            part[3] = "-"
            if (part[1] != "rule") { part[3] = part[2]; sub(/ .*/, "", part[2]); part[3] = substr(part[3], length(part[2]) + 2) }
        }
        { split_line($0, p); key = p[1] OFS p[2] }
        NR == FNR { before[key] = p[3]; next }
        { now[key] = p[3] }
        END {
            for (key in now) {
                if (!(key in before) && key !~ /^content/) print "appeared", key, "-", now[key]
                else if (key in before && before[key] != now[key]) print "changed", key, before[key], now[key]
            }
            for (key in before) if (!(key in now) && key !~ /^content/) print "vanished", key, before[key], "-"
        }' "$1" - | LC_ALL=C sort
}

claims_left() {
    local claim
    for claim in "${STRATUS_ROOT}${STATE_DIR}"/*.claim; do
        [[ ! -e "${claim}" ]] || printf 'appeared\tfile\t%s\t-\tclaim\n' "${claim#"${STRATUS_ROOT}"}"
    done
}

# owner_of KIND NAME: by name first, for what Stratus and what it installs make is named so; then by package.
owner_of() {
    case "$1 $2" in
        *stratus*) printf stratus ;;
        *cilium* | *CILIUM* | "link lxc"* | *"/sys/fs/bpf/tc"*) printf cilium ;;
        *calico* | "link cali"* | *cali-* | "link tunl0"*) printf calico ;;
        *kata* | *"/run/vc") printf kata ;;
        *k3s* | *rancher* | *kubelet* | *KUBE* | *flannel* | *FLANNEL* | "link cni0"* | *CNI-* | */cni* | */var/log/pods | */var/log/containers) printf k3s ;;
        "module "* | "sysctl "*) printf kernel ;;
        "package "*) printf 'package %s' "$2" ;;
        "unit systemd-"* | "active systemd-"* | "mount /sys/"* | "mount /run/"*) printf systemd ;;
        "file "* | "content "*) package_of "$2" ;;
        "unit "* | "active "*) package_of "$(systemctl show --property FragmentPath --value "$2" 2>/dev/null || true)" ;;
        *) printf unknown ;;
    esac
}
package_of() {
    local found=""
    if [[ -z "$1" ]]; then
        :
    elif can dpkg; then
        found="$(dpkg -S "$1" 2>/dev/null | head -n 1 || true)"
        found="${found%%:*}"
    elif can rpm; then
        found="$(rpm --query --file --queryformat '%{NAME}' "$1" 2>/dev/null || true)"
    fi
    if [[ -n "${found}" ]]; then printf 'package %s' "${found}"; else printf unknown; fi
}
