#!/bin/bash
# Every host program that a test must not really run, told apart by the name it is called under. It records how it was
# called in FAKE_STATE/calls, and in FAKE_STATE and FAKE_ROOT the effect that the real one would have.
set -euo pipefail
: "${FAKE_STATE:?}" "${FAKE_ROOT:?}"
name="${0##*/}"
printf '%s %s\n' "${name}" "$*" >>"${FAKE_STATE}/calls"
env >>"${FAKE_STATE}/environments"

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
fake_stat() { if [[ "$1" == -f ]]; then answer cgroup cgroup2fs; else exec /usr/bin/stat "$@"; fi; }
fake_df() { printf 'Avail\n%s\n' "$(answer free 90000)"; }

fake_modprobe() {
    local module
    module="$(last "$@")"
    [[ ! -e "${FAKE_STATE}/absent/${module}" ]] || return 1
    case "$*" in
        *--dry-run*) ;;
        *--show-depends*) printf 'insmod /lib/modules/kernel/%s.ko.xz \n' "${module//_/-}" ;;
        *--remove*) rmdir "${FAKE_ROOT}/sys/module/${module}" ;;
        *) mkdir "${FAKE_ROOT}/sys/module/${module}" ;;
    esac
}

fake_dmsetup() {
    local devices="${FAKE_STATE}/dm"
    case "$1" in
        info) [[ -e "${devices}/$2" ]] ;;
        create) printf '%s\n' "${*:3}" >"${devices}/$2" ;;
        remove) rm "${devices}/$(last "$@")" ;;
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
        --noheadings)
            link="${FAKE_STATE}/loop0"
            if [[ "$(readlink "${link}")" == "$(last "$@")" ]]; then printf '%s\n' "${link}"; fi
            ;;
        *) return 2 ;;
    esac
}
fake_blockdev() { printf '%s\n' "$(($(/usr/bin/stat -L -c %s "$(last "$@")") / 512))"; }
fake_wipefs() { if [[ -e "${FAKE_STATE}/answers/wipefs" ]]; then cat "${FAKE_STATE}/answers/wipefs"; fi; }
fake_blkdiscard() { /usr/bin/truncate -s 0 "$1" && /usr/bin/truncate -s 8G "$1"; }

fake_apt_get() {
    local package
    case "$*" in
        *install*) for package in "${@:6}"; do
            [[ "${package}" == --* ]] || ln -s "$(command -v bash)" "${FAKE_STATE}/packages/${package}"
        done ;;
        *) ;;
    esac
}
fake_dpkg() { if [[ "$1" == --purge ]]; then rm -f "${FAKE_STATE}/packages/$2"; fi; }

run_unit() {
    local file="${FAKE_ROOT}/etc/systemd/system/$1"
    touch "${FAKE_STATE}/active/$1"
    case "$1" in
        stratus-pool.service) bash "${FAKE_ROOT}$(sed -n 's,^ExecStart=/bin/bash ,,p' "${file}")" >&2 ;;
        k3s.service | k3s-agent.service) bash "${FAKE_STATE}/k3s-starts" "$1" ;;
        *) ;;
    esac
}
fake_systemctl() {
    local unit
    unit="$(last "$@")"
    case "$1" in
        daemon-reload) ;;
        is-active) [[ -e "${FAKE_STATE}/active/${unit}" ]] ;;
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
    for argument in "$@"; do
        if [[ "${previous}" == --output ]]; then cat "${FAKE_STATE}/answers/download" >"${argument}"; fi
        previous="${argument}"
    done
}
# In place of /dev/urandom: two runs compare.
fake_od() { printf ' 5e 5a 3e\n'; }
fake_ip() { if [[ "$1 $2" == "link delete" ]]; then rmdir "${FAKE_ROOT}/sys/class/net/$3"; fi; }
fake_umount() {
    local mounts="${FAKE_ROOT}/proc/self/mounts" point rest
    point="$(last "$@")"
    rest="$(grep -v " ${point#"${FAKE_ROOT}"} " "${mounts}" || true)"
    printf '%s\n' "${rest}" >"${mounts}"
}
fake_iptables_save() { answer iptables ''; }
fake_iptables_restore() { cat >"${FAKE_STATE}/answers/iptables"; }

if switched_off; then
    printf '%s: switched off by the test\n' "${name}" >&2
    exit 1
fi
"fake_${name//-/_}" "$@"
