# shellcheck shell=bash
# Whether the kernel has a module. To ask loads nothing.
source ./examination.sh

# module_state NAME: loaded, builtin, loadable or absent.
module_state() {
    local sign
    if [[ -d "${STRATUS_ROOT}/sys/module/$1" ]]; then
        printf loaded
        return
    fi
    # A kernel without a list of its parts shows what it has by what is there.
    case "$1" in
        overlay) sign="$(grep -swo overlay "${STRATUS_ROOT}/proc/filesystems" || true)" ;;
        br_netfilter) sign="$(entry_of /proc/sys/net/bridge)" ;;
        nf_conntrack) sign="$(entry_of /proc/sys/net/netfilter)" ;;
        *) sign="" ;;
    esac
    if [[ -n "${sign}" ]] || grep -qsE "/${1//_/[-_]}\.ko" "${STRATUS_ROOT}/lib/modules/${KERNEL}/modules.builtin"; then
        printf builtin
    elif has modprobe && modprobe --dry-run --quiet "$1" 2>/dev/null; then
        printf loadable
    else
        printf absent
    fi
}
entry_of() { [[ ! -e "${STRATUS_ROOT}$1" ]] || printf '%s' "$1"; }
