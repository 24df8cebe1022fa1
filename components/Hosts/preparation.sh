# shellcheck shell=bash
# Makes the machine ready for k3s and Kata: tools, modules, sysctls, the clock and, when wanted, the thin pool of the devmapper snapshotter.
: "${STRATUS_HOST_ID:?}"
: "${STRATUS_POOL_KIND:?}"       # none, loop or device
: "${STRATUS_POOL_DEVICE?}"      # the whole block device or logical volume, when POOL_KIND is device
: "${STRATUS_POOL_LOOP_GIB?}"    # the size of the sparse file, when POOL_KIND is loop
: "${STRATUS_POOL_NAME:?}"       # the device-mapper name that containerd is given
source ../../core/Scripting/lib.sh
source ../../core/Hosts/block-device.sh
source ./tools.sh
source ./kernel.sh
source ./clock.sh
source ./pool.sh
source ./pool-removal.sh

wants_pool() { [[ "${STRATUS_POOL_KIND}" != none ]]; }

apply() {
    exclusive
    claim preparation
    install_tools
    load_modules
    set_sysctls
    keep_time
    if wants_pool; then make_pool; else remove_pool; fi
    ready
    printf '{"hostId":%s,"poolName":%s,"poolKind":%s}\n' "$(quoted "${STRATUS_HOST_ID}")" \
        "$(if wants_pool; then quoted "${STRATUS_POOL_NAME}"; else printf null; fi)" "$(quoted "${STRATUS_POOL_KIND}")"
}

remove() {
    exclusive
    claim_to_remove preparation || return 0
    remove_pool
    restore_time
    restore_sysctls
    drop_file /etc/modules-load.d/stratus.conf
    drop_file /etc/sysctl.d/90-stratus.conf
    unload_modules
    remove_tools
    release
}
