# shellcheck shell=bash
# What k3s, its CNI and Kata make as they run, and how a machine is rid of it.
: "${STRATUS_HOST_ID:?}"
source ../../core/Scripting/lib.sh
source ./k3s-network.sh

LEAVING=60    # seconds that the others may take to let a server go
ENDING=30     # seconds that killed processes may take to end

# What k3s, its CNI and Kata make as they run. What of it was there before is not ours to remove.
GROWN=(
    /var/lib/rancher/k3s /etc/rancher/node /etc/rancher/k3s/k3s.yaml /var/lib/kubelet /var/lib/cni /run/k3s /run/flannel /run/cilium
    /etc/cni /etc/cni/net.d /etc/cni/net.d/05-cilium.conflist /etc/cni/net.d/10-calico.conflist /etc/cni/net.d/10-canal.conflist
    /etc/cni/net.d/calico-kubeconfig /opt/cni /opt/cni/bin /var/lib/calico /run/calico /opt/kata /run/vc /run/kata-containers /var/log/pods
    /var/log/containers /etc/sysctl.d/99-zzz-override_cilium.conf /sys/fs/bpf/cilium /sys/fs/bpf/tc/globals
    /sys/class/net/cilium_host /sys/class/net/cilium_net /sys/class/net/cilium_vxlan /sys/class/net/cni0 /sys/class/net/flannel.1
    /sys/class/net/vxlan.calico /sys/class/net/kube-ipvs0
)

# Where they mount.
MOUNTED='^(/run/k3s|/var/lib/rancher/k3s|/var/lib/kubelet|/run/cilium|/run/kata-containers|/run/vc|/run/netns/cni-[^/]*)(/|$)'
grown_mounts() { awk -v grown="${MOUNTED}" '$2 ~ grown { print $2 }' "${STRATUS_ROOT}/proc/self/mounts"; }

# Before anything is made: which of the paths that will grow are there already, which links, and what is mounted.
survey() {
    local path
    ! noted surveyed yes || return 0
    for path in "${GROWN[@]}"; do
        [[ -e "${STRATUS_ROOT}${path}" ]] || note grown "${path}"
    done
    while read -r path; do note there "${path}"; done < <(grown_mounts; grown_links)
    note surveyed yes
}
# was_there PATH: it is not ours to take away. An earlier version noted no mounts, and of links those in GROWN.
was_there() { noted there "$1" || { [[ " ${GROWN[*]} " == *" $1 "* ]] && ! noted grown "$1"; }; }

# leave_etcd UNIT: a server that is only stopped stays a voter, and takes the quorum from the last two. One that has been let go stands still
# until it is started anew, and then it would join again.
leave_etcd() {
    local servers gone="${STRATUS_ROOT}/var/lib/rancher/k3s/server/db/etcd/tombstone"
    if [[ "$1" != k3s.service ]] || ! systemctl is-active --quiet "$1"; then return 0; fi
    servers="$(k3s kubectl get nodes --selector node-role.kubernetes.io/etcd --output name --request-timeout=10s 2>/dev/null)" || servers=""
    [[ "${servers}" == *$'\n'* ]] || return 0
    if ! k3s kubectl annotate node "${STRATUS_HOST_ID}" --overwrite etcd.k3s.cattle.io/remove=true --request-timeout=10s >/dev/null ||
        ! wait_until "${LEAVING}" test -e "${gone}"; then
        say "WARNING: this server stays a member of etcd; on another server: k3s kubectl delete node ${STRATUS_HOST_ID}"
    fi
}

# Our containerd and its shims, whatever the runtime, everything below them, and what pods' cgroups hold.
leftover_processes() {
    local file argv0 pid stat parents
    local -A wanted=()
    while read -r file; do
        read -r -d '' argv0 <"${file}" || continue
        [[ "${argv0##*/}" != containerd* ]] || wanted["$(basename "${file%/cmdline}")"]=1
        # The bracket keeps grep from finding itself.
    done < <(grep -lzsE '/run/k3s/containerd/containerd[.]sock' "${STRATUS_ROOT}"/proc/[0-9]*/cmdline || true)
    while read -r pid; do
        # 0 stands for a process of another namespace, and for kill it is our own group.
        if [[ "${pid}" == [1-9]* && -e "${STRATUS_ROOT}/proc/${pid}" ]]; then wanted["${pid}"]=1; fi
    done < <(find "${STRATUS_ROOT}/sys/fs/cgroup" -path '*/kubepods*' -name cgroup.procs -exec cat {} + 2>/dev/null || true)
    parents="${#wanted[@]}"
    while ((parents)); do
        parents=0
        for file in "${STRATUS_ROOT}"/proc/[0-9]*/stat; do
            { stat="$(<"${file}")"; } 2>/dev/null || continue
            pid="${stat%% *}"
            stat="${stat##*) }"
            stat="${stat#* }"
            if [[ -n "${wanted["${stat%% *}"]-}" && -z "${wanted["${pid}"]-}" ]]; then
                wanted["${pid}"]=1
                parents=1
            fi
        done
    done
    ((${#wanted[@]} == 0)) || printf '%s\n' "${!wanted[@]}"
}
# Asked again until nothing is found: what was started while the list was made is on the next one.
kill_processes() { wait_until "${ENDING}" none_is_left || say "WARNING: processes of containers do not end: $(leftover_processes | paste -sd ' ')"; }
none_is_left() {
    local pid pids
    mapfile -t pids < <(leftover_processes)
    ((${#pids[@]})) || return 0
    for pid in "${pids[@]}"; do kill -KILL "${pid}" 2>/dev/null || true; done
    return 1
}

unmount() {
    local point points
    mapfile -t points < <(grown_mounts | sort -r)
    for point in "${points[@]}"; do
        ! was_there "${point}" || continue
        printf -v point '%b' "${point}"
        umount "${STRATUS_ROOT}${point}" 2>/dev/null || umount --lazy "${STRATUS_ROOT}${point}" ||
            fail "${point} cannot be unmounted" "see what uses it: fuser -vm ${point}; then run pulumi destroy again"
    done
    # One that is still mounted is not ours.
    rm -f "${STRATUS_ROOT}"/run/netns/cni-* 2>/dev/null || true
}

# remove_tree PATH: nothing below a mount. Behind a bind mount are the host's own files, and on the same file system rm does not tell.
remove_tree() {
    local path point
    path="$(readlink -f "${STRATUS_ROOT}$1")"
    point="$(BELOW="${path#"${STRATUS_ROOT}"}/" awk 'index($2 "/", ENVIRON["BELOW"]) == 1 { print $2; exit }' "${STRATUS_ROOT}/proc/self/mounts")"
    [[ -z "${point}" ]] || fail "${point} is still mounted, so $1 is not deleted" \
        "see what it is: findmnt ${point}; then: umount --recursive ${point}; run pulumi destroy again"
    rm -rf --one-file-system "${STRATUS_ROOT}$1"
}

# What the node shows when it joins under a name that the cluster knows.
PASSWORD=/etc/rancher/node

remove_grown() {
    local path paths
    mapfile -t paths < <(noted grown)
    for path in "${paths[@]}"; do
        if [[ "${path}" == /sys/class/net/* || "${path}" == "${PASSWORD}" || ! -e "${STRATUS_ROOT}${path}" ]]; then continue; fi
        remove_tree "${path}"
    done
}
forget_password() { if noted grown "${PASSWORD}" && [[ -e "${STRATUS_ROOT}${PASSWORD}" ]]; then remove_tree "${PASSWORD}"; fi; }

# wipe: ends what runs, and deletes what it made, all but the password.
wipe() {
    kill_processes
    unmount
    # By the iptables of k3s, perhaps, which is deleted with its data.
    noted wiping yes || clear_firewall
    clear_filters
    remove_links
    note wiping yes
    flush "${CLAIM}"
    remove_grown
}

# end_killed_wipe UNIT: k3s does not start from data that are half deleted, or starts as what it is not. What was there before is still noted.
end_killed_wipe() {
    noted wiping yes || return 0
    say "ending a removal that was killed while it deleted"
    forget started
    if [[ -e "${STRATUS_ROOT}/etc/systemd/system/$1" ]]; then systemctl stop "$1"; fi
    wipe
    forget wiping
}
