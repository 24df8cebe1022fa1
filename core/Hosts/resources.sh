# shellcheck shell=bash
# Memory, CPUs, disk and kernel limits.
source ./findings.sh

MINIMAL_MEMORY_MIB=1800   # k3s asks for 2 GB on a server; a kernel keeps some of it
COMFORTABLE_MEMORY_MIB=3600
MINIMAL_FREE_MIB=10240
MINIMAL_INODES=100000     # an image of a language runtime has tens of thousands of files

check_resources() {
    local memory cpus
    # The first line of it.
    read -r _ memory _ <"${STRATUS_ROOT}/proc/meminfo"
    memory=$((memory / 1024))
    cpus="$(nproc)"
    fact memoryMib "${memory}"
    fact cpus "${cpus}"
    if ((memory < MINIMAL_MEMORY_MIB)); then
        fatal memory "there are ${memory} MiB of memory" "k3s asks for 2 GB, and a sandbox takes its own on top" "give the machine more memory" "free -m"
    elif ((memory < COMFORTABLE_MEMORY_MIB)); then
        warning memory "there are ${memory} MiB of memory" "beside k3s there is room for one or two small sandboxes" "give the machine more memory" "free -m"
    else
        ok memory "there are ${memory} MiB of memory"
    fi
    if ((cpus < 2)); then
        warning cpus "there is one CPU" "k3s asks for two on a server" "give the machine another CPU" nproc
    else
        ok cpus "there are ${cpus} CPUs"
    fi
}

check_disk() {
    local free inodes
    # The second line; a device's name stands in neither column.
    { read -r _ && read -r free inodes; } < <(df --output=avail,iavail --block-size=1M "${STRATUS_ROOT}/var/lib")
    fact freeMib "${free}"
    if ((free >= MINIMAL_FREE_MIB)); then
        ok disk.space "/var/lib has ${free} MiB free"
    else
        fatal disk.space "/var/lib has ${free} MiB free" "images and sandboxes need at least ${MINIMAL_FREE_MIB} MiB" \
            "free space, or mount a larger disk there" "df -h /var/lib"
    fi
    # btrfs and its like have no fixed number of inodes and say 0 or -.
    if [[ "${inodes}" == - || "${inodes}" == 0 ]] || ((inodes >= MINIMAL_INODES)); then
        ok disk.inodes "/var/lib has inodes enough"
    else
        fatal disk.inodes "/var/lib has ${inodes} inodes free" "images are unpacked file by file: ${MINIMAL_INODES} are few" \
            "remove many small files, or mount a file system with more inodes there" "df -i /var/lib"
    fi
    check_writable
}

check_writable() {
    local path options readonly=()
    for path in /etc /usr/local/bin /var/lib; do
        options="$(options_of "${path}")"
        [[ ",${options}," != *,ro,* ]] || readonly+=("${path}")
    done
    if ((${#readonly[@]})); then
        fatal disk.writable "read-only: ${readonly[*]}" "k3s, units and images are written there" \
            "mount -o remount,rw, after a look at dmesg for the disk's errors; an immutable distribution is not supported" "findmnt --noheadings --output OPTIONS --target ${readonly[0]} begins with rw"
    else
        ok disk.writable "/etc, /usr/local/bin and /var/lib are writable"
    fi
}
# options_of PATH: those of the file system that it lies on: of the longest mount point above it, the last one mounted.
options_of() {
    awk -v path="$1/" '{ point = $2; if (point !~ /\/$/) point = point "/" }
        index(path, point) == 1 && length(point) >= longest { longest = length(point); options = $4 }
        END { print options }' "${STRATUS_ROOT}/proc/self/mounts"
}

check_swap() {
    if [[ "$(wc -l <"${STRATUS_ROOT}/proc/swaps")" -le 1 ]]; then
        ok swap "swap is off"
    else
        warning swap "swap is on" "the memory of a sandbox may reach the disk" \
            "swapoff --all, and take the lines of type swap out of /etc/fstab" "swapon --show prints nothing"
    fi
}

# The preparation raises all of these.
check_limits() {
    local low=()
    limit inotifyInstances fs.inotify.max_user_instances 8192
    limit inotifyWatches fs.inotify.max_user_watches 1048576
    limit conntrackMax net.netfilter.nf_conntrack_max 524288
    if ((${#low[@]})); then
        ok limits "the preparation raises what is low: ${low[*]}"
    else
        ok limits "the limits of inotify and conntrack are high enough"
    fi
}
limit() {
    local file="${STRATUS_ROOT}/proc/sys/${2//.//}" value
    [[ -e "${file}" ]] || return 0
    value="$(<"${file}")"
    fact "$1" "${value}"
    ((value >= $3)) || low+=("$2=${value}")
}
