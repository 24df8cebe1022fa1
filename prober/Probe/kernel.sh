# shellcheck shell=bash
# Which kernel this is. The same records come from a pod that shares the node's kernel; comparing them is not the probe's affair.

look_at_kernel() {
    local boot
    record kernel bootId "$(content /proc/sys/kernel/random/boot_id)"
    record kernel release "$(release)"
    record kernel version "$(content /proc/version)"
    boot="$(boot_time)"
    record kernel bootTime "${boot:-unknown}"
    record kernel hypervisor "$(hypervisor)"
    record kernel firstMessage "$(first_message)"
    record kernel cpus "$(count_cpus)"
}

release() {
    local text
    text="$(content /proc/sys/kernel/osrelease)"
    if [[ -z "${text}" ]]; then
        text="$(content /proc/version)"
        text="${text#Linux version }"
        text="${text%% *}"
    fi
    printf '%s' "${text}"
}

# In seconds since 1970, by this kernel's own account: the time now less the time since it booted.
boot_time() {
    local uptime now="${EPOCHREALTIME}"
    read -r uptime _ 2>/dev/null </proc/uptime || return
    [[ "${uptime}" == *.* ]] || return
    now=$((${now/./} / 1000 - 10 * 10#${uptime/./}))
    printf '%d.%03d' $((now / 1000)) $((now % 1000))
}

# visible, none, or unknown where processors do not say: on arm64 they never do, and the firmware may.
hypervisor() {
    local key value
    if [[ -e /proc/device-tree/hypervisor || -e /sys/hypervisor/type ]]; then
        printf visible
        return
    fi
    while IFS=: read -r key value; do
        [[ "${key}" == flags* ]] || continue
        if [[ " ${value} " == *" hypervisor "* ]]; then printf visible; else printf none; fi
        return
    done </proc/cpuinfo
    printf unknown
}

# gVisor names itself there; a kernel may refuse to tell.
first_message() {
    if command -v dmesg >/dev/null; then dmesg 2>/dev/null | { IFS= read -r line && printf '%s' "${line}"; }; fi
}

count_cpus() {
    local key number=0
    while IFS=: read -r key _; do [[ "${key}" != processor* ]] || number=$((number + 1)); done </proc/cpuinfo
    printf '%d' "${number}"
}
