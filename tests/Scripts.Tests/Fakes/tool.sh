#!/bin/bash
# Every host program that a test must not really run, told apart by the name it is called under. It records how it was
# called in FAKE_STATE/calls, and in FAKE_STATE and FAKE_ROOT the effect that the real one would have.
set -euo pipefail
: "${FAKE_STATE:?}" "${FAKE_ROOT:?}"
name="${0##*/}"
printf '%s %s\n' "${name}" "$*" >>"${FAKE_STATE}/calls"
mapfile -t -d '' environment <"/proc/$$/environ"
printf '%s\n' "${environment[@]}" >>"${FAKE_STATE}/environments"

last() { printf '%s' "${!#}"; }
switched_off() { [[ -e "${FAKE_STATE}/broken/${name}" ]]; }
answer() { if [[ -e "${FAKE_STATE}/answers/$1" ]]; then cat "${FAKE_STATE}/answers/$1"; else printf '%s\n' "$2"; fi; }

fake_uname() {
    case "$1" in
        -m) answer machine x86_64 ;;
        -r) answer kernel 6.12.30 ;;
        *) printf 'fakehost\n' ;;
    esac
}
fake_id() { if [[ "$1" == -u ]]; then answer uid 0; else answer user root; fi; }
fake_stat() {
    case "$*" in
        "-f -c %a "*) answer free-blocks 1000 ;;
        -f*) answer cgroup cgroup2fs ;;
        *) exec /usr/bin/stat "$@" ;;
    esac
}
fake_df() {
    case "$*" in
        *avail,iavail*) printf 'Avail IFree\n%s %s\n' "$(answer free 90000)" "$(answer inodes 900000)" ;;
        *) printf 'Avail\n%s\n' "$(answer free 90000)" ;;
    esac
}

fake_modprobe() {
    local module
    module="$(last "$@")"
    [[ ! -e "${FAKE_STATE}/absent/${module}" ]] || return 1
    case "$*" in
        *--dry-run*) ;;
        *--show-depends*) for module in $(needs_of "${module}"); do printf 'insmod /lib/modules/kernel/%s.ko.xz \n' "${module//_/-}"; done ;;
        # As kmod does it: what nothing else uses any more goes too, whoever loaded it.
        *--remove*) for module in $(needs_of "${module}"); do fake_rmmod "${module}"; done ;;
        *) for module in $(needs_of "${module}"); do insert "${module}"; done ;;
    esac
}
needs_of() { if [[ "$1" == dm_thin_pool ]]; then printf 'dm_mod\n'; fi; printf '%s\n' "$1"; }
insert() {
    [[ ! -d "${FAKE_ROOT}/sys/module/$1" ]] || return 0
    mkdir "${FAKE_ROOT}/sys/module/$1"
    printf 'live\n' >"${FAKE_ROOT}/sys/module/$1/initstate"
    if [[ "$1" == @(tun|vhost_*) ]]; then ln -s /dev/null "$(device_of "$1")"; fi
}
fake_rmmod() { rm -r "${FAKE_ROOT}/sys/module/$1" && rm -f "$(device_of "$1")"; }
# A module's device comes and goes with it.
device_of() { if [[ "$1" == tun ]]; then printf "%s/dev/net/tun" "${FAKE_ROOT}"; else printf "%s/dev/%s" "${FAKE_ROOT}" "${1//_/-}"; fi; }

fake_dmsetup() {
    local devices="${FAKE_STATE}/dm"
    case "$1" in
        info) [[ -e "${devices}/$2" ]] ;;
        create) printf '%s\n' "$4" >"${devices}/$2" ;;
        reload) printf '%s\n' "$4" >"${devices}/.$2" ;;
        resume) if [[ -e "${devices}/.$2" ]]; then mv "${devices}/.$2" "${devices}/$2"; fi ;;
        table) cat "${devices}/$2" ;;
        status)
            [[ -e "${devices}/$2" ]]
            answer pool-status "0 1 thin-pool 0 10/1000 20/1000 - rw discard_passdown error_if_no_space - 1024"
            ;;
        remove) rm "${devices}/$(last "$@")" ;;
        targets) answer targets '' ;;
        ls) (cd "${devices}" && for device in *; do if [[ -e "${device}" ]]; then printf '%s\t(254:1)\n' "${device}"; fi; done) ;;
        *) return 2 ;;
    esac
}

# A loop device is a symbolic link to its file.
fake_losetup() {
    local link
    case "$1" in
        --find) ln -s "$(last "$@")" "${FAKE_STATE}/loop0" ;;
        --detach) rm "$2" ;;
        --set-capacity) ;;
        --noheadings)
            link="${FAKE_STATE}/loop0"
            if [[ "$(readlink "${link}")" == "$(last "$@")" ]]; then printf '%s\n' "${link}"; fi
            ;;
        *) return 2 ;;
    esac
}
fake_blockdev() { printf '%s\n' "$(($(/usr/bin/stat -L -c %s "$(last "$@")") / 512))"; }
fake_wipefs() { if [[ -e "${FAKE_STATE}/answers/wipefs" ]]; then cat "${FAKE_STATE}/answers/wipefs"; fi; }
fake_blkdiscard() { /usr/bin/truncate -s 0 "$1" && /usr/bin/truncate -s 16G "$1"; }

fake_apt_get() {
    local package
    case "$*" in
        *--simulate*) for package in "${@:7}"; do printf 'Inst %s (1 stable)\n' "${package}" "lib${package}"; done ;;
        *install*) for package in "${@:6}"; do
            [[ "${package}" == --* ]] || touch "${FAKE_STATE}/packages/"{,lib}"${package}"
        done ;;
        *) ;;
    esac
}
fake_dpkg_query() {
    local package
    for package in "${FAKE_STATE}"/packages/*; do [[ ! -e "${package}" ]] || printf 'package %s installed\n' "${package##*/}"; done
}
fake_dpkg() {
    local package
    if [[ "$1" == -S ]]; then answer "package-of-${2##*/}" '' | grep .; fi
    [[ "$1" == --purge ]] || return 0
    for package in "${@:2}"; do
        [[ ! -e "${FAKE_STATE}/needed/${package}" ]] || return 1
    done
    for package in "${@:2}"; do rm -f "${FAKE_STATE}/packages/${package}"; done
}

run_unit() {
    local file="${FAKE_ROOT}/etc/systemd/system/$1"
    touch "${FAKE_STATE}/active/$1"
    case "$1" in
        stratus-pool.service | stratus-pool-alarm.service) mkdir -p "${FAKE_ROOT}/run/stratus" && bash "${FAKE_ROOT}$(sed -n 's,^ExecStart=/bin/bash ,,p' "${file}")" >&2 ;;
        k3s.service | k3s-agent.service) bash "${FAKE_STATE}/k3s-starts" "$1" ;;
        *) ;;
    esac
}
fake_systemctl() {
    local unit
    unit="$(last "$@")"
    case "$1" in
        daemon-reload) ;;
        list-unit-files)
            for unit in "${FAKE_ROOT}"/etc/systemd/system/*.*; do
                [[ ! -f "${unit}" ]] || printf '%s %s\n' "${unit##*/}" "$(fake_systemctl is-enabled "${unit##*/}")"
            done
            ;;
        show) answer "show-${unit}" '' ;;
        is-active)
            if [[ "$*" != *--quiet* ]]; then
                for unit in "${@:2}"; do [[ -e "${FAKE_STATE}/active/${unit}" ]] && printf 'active\n' || printf 'inactive\n'; done
            fi
            [[ -e "${FAKE_STATE}/active/${unit}" ]]
            ;;
        is-enabled)
            if [[ -e "${FAKE_STATE}/enabled/${unit}" ]]; then
                printf 'enabled\n'
            else
                answer "unit-${unit}" not-found
            fi
            ;;
        enable) touch "${FAKE_STATE}/enabled/${unit}" ;;
        disable) rm -f "${FAKE_STATE}/enabled/${unit}" "${FAKE_STATE}/active/${unit}" ;;
        start | restart) run_unit "${unit}" ;;
        stop) rm -f "${FAKE_STATE}/active/${unit}" ;;
        kill | reset-failed) ;;
        *) return 2 ;;
    esac
}

fake_curl() {
    local previous=""
    if [[ "$*" == *--write-out* ]]; then
        answer http 200
        return
    fi
    for argument in "$@"; do
        if [[ "${previous}" == --output ]]; then cat "${FAKE_STATE}/answers/download" >"${argument}"; fi
        previous="${argument}"
    done
}
# In place of /dev/urandom: two runs compare.
fake_od() { if [[ "$*" == *urandom* ]]; then printf ' 5e 5a 3e\n'; else exec /usr/bin/od "$@"; fi; }
fake_systemd_escape() { printf 'dev-disk.device\n'; }
fake_ip() {
    local links="${FAKE_ROOT}/sys/class/net"
    [[ "$1 $2" == "link delete" ]] || return 0
    rmdir "${links}/$3"
    # A pair ends together.
    if [[ "$3" == cilium_host ]]; then rmdir "${links}/cilium_net"; fi
}
fake_umount() {
    local mounts="${FAKE_ROOT}/proc/self/mounts" point rest
    point="$(last "$@")"
    rest="$(grep -v " ${point#"${FAKE_ROOT}"} " "${mounts}" || true)"
    printf '%s\n' "${rest}" >"${mounts}"
}
# Filters are lines: LINK DIRECTION PROTOCOL PREF HANDLE NAME.
fake_tc() {
    local filters="${FAKE_STATE}/filters" link direction protocol pref handle name rest
    [[ -e "${filters}" ]] || return 2
    if [[ "$2" == del ]]; then
        rest="$(grep -v "^$4 $5 $7 $9 ${11} " "${filters}" || true)"
        printf '%s\n' "${rest}" >"${filters}"
        return
    fi
    while read -r link direction protocol pref handle name; do
        if [[ "${link} ${direction}" != "$4 $5" ]]; then continue; fi
        printf 'filter protocol %s pref %s bpf chain 0 \n' "${protocol}" "${pref}"
        printf 'filter protocol %s pref %s bpf chain 0 handle %s %s direct-action not_in_hw id 7 tag 1f jited \n' "${protocol}" "${pref}" "${handle}" "${name}"
    done <"${filters}"
}
fake_nproc() { answer cpus 4; }
fake_timedatectl() { answer synchronised yes; }
fake_systemd_detect_virt() { answer virtualization none; }
fake_nft() { answer nft ''; }
fake_iptables_save() { answer iptables ''; }
fake_iptables_restore() { cat >"${FAKE_STATE}/answers/iptables"; }

if switched_off; then
    printf '%s: switched off by the test\n' "${name}" >&2
    exit 1
fi
"fake_${name//-/_}" "$@"
