# shellcheck shell=bash
# Asks whether this machine can run the wanted runtimes, and explains what is in the way, everything at once. Changes nothing.
# apply fails where something is in the way; report never fails and prints one JSON document, docs/doctor.schema.json's report.
: "${STRATUS_HOST_ID:?}"
: "${STRATUS_GUARDS?}"   # what will run only after this has passed; not read here, but a change of it makes Pulumi ask again
source ./findings.sh
source ./system.sh
source ./kvm.sh
source ./modules.sh
source ./pool.sh
source ./resources.sh
source ./clock.sh
source ./ports.sh
source ./neighbours.sh
source ./downloads.sh

CHECKS=(privilege system kernel kvm modules thin_target tools pool resources disk swap limits clock ports neighbours firewall downloads)

# Right after a boot udev is still at work, and /dev/kvm and the names of disks come late. This waits and changes nothing.
await_devices() { if has udevadm; then udevadm settle --timeout=30 >/dev/null 2>&1 || true; fi; }

apply() {
    local kind severity check runtimes found why fix verify text obstacles=() warnings=()
    look_at preparation
    await_devices
    examine "${CHECKS[@]}"
    while IFS="${SEPARATOR}" read -r kind severity check runtimes found why fix verify; do
        case "${kind}:${severity}" in
            # What could not be asked is no better than what is missing: nothing is installed on a guess.
            finding:fatal | finding:unchecked)
                obstacles+=("${found} (${check})"$'\n      why: '"${why}"$'\n      fix: '"${fix}"$'\n      verify: '"${verify}")
                ;;
            finding:warning)
                warnings+=("$(quoted "${found}: ${why}; ${fix}")")
                say "warning: ${found}: ${why}; ${fix}"
                ;;
            *) ;;
        esac
    done < <(records)
    if ((${#obstacles[@]})); then
        printf -v text '\n  - %s' "${obstacles[@]}"
        fail "${#obstacles[@]} thing(s) stand in the way:${text}" "do what each fix says, then run pulumi up again"
    fi
    printf '{"hostId":%s,"guards":%s,%s,"warnings":[%s]}\n' \
        "$(quoted "${STRATUS_HOST_ID}")" "$(quoted "${STRATUS_GUARDS}")" "$(facts_json)" "$(joined "${warnings[@]}")"
}

# The two clocks tell whoever reads how far this one is off: what they say lies between two readings of the reader's own.
report() {
    local began text
    began="$(date +%s.%N)"
    look_at preparation
    await_devices
    examine "${CHECKS[@]}"
    text="$(printf '{"schemaVersion":1,"hostId":%s,"facts":{%s},"findings":%s,"began":%s' \
        "$(quoted "${STRATUS_HOST_ID}")" "$(facts_json)" "$(findings_json)" "${began}")"
    printf '%s,"ended":%s}\n' "${text}" "$(date +%s.%N)"
}

remove() { :; }
