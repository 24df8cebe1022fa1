#!/usr/bin/env bash
# Builds the disk, the kernel and the keys of the test machines, once for each recipe, and prints the directory that holds them.
# usage: build-image.sh CACHE
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cache="$1"
suite=trixie

# The recipe is this file and what it copies. A cache of another recipe is never looked at.
recipe="$(cat "${BASH_SOURCE[0]}" "${here}"/Image/* | sha256sum | head -c 16)"
image="${cache}/image-${recipe}"

mkdir -p "${cache}"
exec 9>"${cache}/lock"
flock 9
if [[ -d "${image}" ]]; then
    touch "${image}"
    printf '%s\n' "${image}"
    exit
fi
# Nobody else is building: what lies here was left by a build that was killed.
rm -rf "${cache}"/build.*
find "${cache}" -maxdepth 1 -name 'image-*' -mtime +14 -exec rm -rf {} +
build="$(mktemp -d "${cache}/build.XXXXXX")"
trap 'rm -rf "${build}"' EXIT
chmod 0755 "${build}"
root="${build}/root"
mkdir "${build}/image"

# The kernel is unpacked, not installed: its package would spend a minute on an initramfs that nobody boots.
unpack_kernel() {
    local package
    package="$(chroot "${root}" apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: //p')"
    (cd "${root}" && chroot . apt-get --quiet=2 download "${package}")
    dpkg-deb -x "${root}/${package}"_*.deb "${root}"
    rm "${root}/${package}"_*.deb
    # Under emulation, unpacking a module costs more than reading it.
    find "${root}/usr/lib/modules" -name '*.ko.xz' -exec xz -d {} +
    chroot "${root}" depmod "${package#linux-image-}"
}

# The payload of a bzImage, as the boot protocol describes it: QEMU boots the uncompressed kernel a second sooner.
unpack_vmlinux() {
    local kernel=("${root}"/boot/vmlinuz-*) sectors offset length
    sectors="$(od -An -tu1 -j $((0x1f1)) -N 1 "${kernel[0]}")"
    offset="$(od -An -tu4 -j $((0x248)) -N 4 "${kernel[0]}")"
    length="$(od -An -tu4 -j $((0x24c)) -N 4 "${kernel[0]}")"
    # The last four bytes of the payload are the size, not part of the stream.
    dd if="${kernel[0]}" bs=64K iflag=skip_bytes,count_bytes skip=$(((sectors + 1) * 512 + offset)) count=$((length - 4)) status=none |
        zstd -dc >"${build}/image/vmlinux"
}

# make_initrd NAME INIT
make_initrd() {
    local initrd="${build}/$1" number=0 module
    mkdir -p "${initrd}"/{bin,dev,modules,proc,root,sys}
    cp /bin/busybox "${initrd}/bin/busybox"
    install -m 0755 "${here}/Image/$2" "${initrd}/init"
    for module in virtio_blk failover net_failover virtio_net; do
        number=$((number + 1))
        find "${root}/usr/lib/modules" -name "${module}.ko" -exec cp {} "${initrd}/modules/${number}-${module}.ko" \;
    done
    (cd "${initrd}" && find . | cpio --quiet -o -H newc) >"${build}/image/$1"
}

# One login, admin, who may sudo without a password, as the settings of a stack ask for.
make_login() {
    local known
    ssh-keygen -q -t ed25519 -N '' -C 'stratus end-to-end tests' -f "${build}/image/key"
    rm -f "${root}"/etc/ssh/ssh_host_*
    ssh-keygen -q -t ed25519 -N '' -C '' -f "${root}/etc/ssh/ssh_host_ed25519_key"
    read -r known <"${root}/etc/ssh/ssh_host_ed25519_key.pub"
    printf 'stratus-machine %s\n' "${known}" >"${build}/image/known_hosts"
    chroot "${root}" useradd --create-home --shell /bin/bash --password '*' admin
    install -d -m 0700 -o "$(chroot "${root}" id -u admin)" -g "$(chroot "${root}" id -g admin)" "${root}/home/admin/.ssh"
    cp "${build}/image/key.pub" "${root}/home/admin/.ssh/authorized_keys"
    printf 'admin ALL=(ALL) NOPASSWD: ALL\n' >"${root}/etc/sudoers.d/admin"
    cp "${here}/Image/sshd.conf" "${root}/etc/ssh/sshd_config.d/stratus.conf"
}

# What only a person or a network would need is masked: a boot takes half as long.
tune_boot() {
    local unit units="${root}/etc/systemd/system"
    printf 'host\n' >"${root}/etc/hostname"
    printf '127.0.0.1 localhost host\n' >"${root}/etc/hosts"
    : >"${root}/etc/fstab"
    mkdir -p "${units}/ssh.service.d" "${root}/etc/systemd/system-generators" "${root}/etc/systemd/journald.conf.d"
    cp "${here}/Image/ssh-early.conf" "${units}/ssh.service.d/early.conf"
    printf '[Journal]\nStorage=volatile\n' >"${root}/etc/systemd/journald.conf.d/stratus.conf"
    for unit in systemd-getty-generator systemd-ssh-generator; do ln -s /dev/null "${root}/etc/systemd/system-generators/${unit}"; done
    for unit in systemd-networkd.service systemd-networkd.socket systemd-logind.service systemd-timesyncd.service getty@.service \
        console-getty.service apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service \
        fstrim.timer systemd-tmpfiles-clean.timer lvm2-monitor.service blk-availability.service sshd-keygen.service; do
        ln -sf /dev/null "${units}/${unit}"
    done
}

{
    mmdebstrap --mode=root --variant=minbase --aptopt='Acquire::Languages "none"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --include="$(paste -sd, "${here}/Image/packages")" --skip=cleanup/apt/lists "${suite}" "${root}"
    unpack_kernel
    unpack_vmlinux
    make_initrd initrd init
    make_initrd pod-initrd pod-init
    make_login
    tune_boot
    rm -rf "${root}"/var/lib/apt/lists/* "${root:?}"/boot/* "${root}/etc/machine-id"
    printf 'uninitialized\n' >"${root}/etc/machine-id"
    mkfs.ext4 -q -i 65536 -E lazy_itable_init=0,lazy_journal_init=0 -d "${root}" "${build}/image/root.img" 16G
} >&2

mv "${build}/image" "${image}"
printf '%s\n' "${image}"
