# shellcheck shell=bash
# The programs that the preparation needs, installed where they are missing.
source ../../core/Scripting/lib.sh

install_tools() {
    local pair package packages=() wanted=(curl:curl)
    if wants_pool; then wanted+=(dmsetup:dmsetup thin_check:thin-provisioning-tools mkfs.ext4:e2fsprogs); fi
    note_now programs "${wanted[*]%%:*}"
    for pair in "${wanted[@]}"; do
        has "${pair%%:*}" || packages+=("${pair##*:}")
    done
    # Where nothing keeps the time and apt is not there to bring it, the clock says so.
    if has apt-get && needs_timesync; then packages+=(systemd-timesyncd); fi
    ((${#packages[@]})) || return 0
    has apt-get || fail "these packages are missing and there is no apt-get: ${packages[*]}" "install them by hand"
    say "installing ${packages[*]}"
    # A killed run may have left dpkg half-way.
    dpkg --configure -a >&2
    quietly_apt update >&2 || cannot_install "${packages[@]}"
    while read -r package; do note package "${package}"; done < <(would_install "${packages[@]}")
    flush "${CLAIM}"
    quietly_apt install --yes --no-install-recommends "${packages[@]}" >&2 || cannot_install "${packages[@]}"
}

quietly_apt() { DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 -o DPkg::Lock::Timeout="${PATIENCE}" "$@"; }
# What comes with the packages goes with them too.
would_install() {
    quietly_apt install --yes --no-install-recommends --simulate "$@" | awk '$1 == "Inst" { print $2 }'
}
cannot_install() {
    fail "these packages could not be installed: $*" "read apt's lines above; on this host run: apt-get install $*; then run again"
}

# dpkg, unlike apt-get, refuses to remove what something else has come to need.
remove_tools() {
    local package packages
    mapfile -t packages < <(noted package)
    ((${#packages[@]})) || return 0
    # All at once, for they need one another; then one by one, for one that others need now keeps the rest.
    ! dpkg --purge "${packages[@]}" >&2 || return 0
    for package in "${packages[@]}"; do
        dpkg --purge "${package}" >&2 || say "the package ${package}, installed by Stratus, is needed by others and stays"
    done
}
