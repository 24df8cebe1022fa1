# shellcheck shell=bash
# What on this host no longer matches what the claims say that Stratus set. report prints one JSON document, which is a host's part of
# docs/drift.schema.json. It changes nothing: nothing is written, loaded or started, and nothing is opened that would load a module.
: "${STRATUS_HOST_ID:?}"
source ./examination.sh
source ./drift-findings.sh
source ./drift-files.sh
source ./drift-kernel.sh
source ./drift-units.sh
source ./drift-pool.sh

CHECKS=(files sysctls modules programs units pool)

report() {
    local claim claims=()
    examine quiet
    # What changes while it is looked at says nothing, and without root there is nothing to read.
    if [[ "${RECORDS}" != *[![:space:]]* ]]; then
        for claim in "${STRATUS_ROOT}${STATE_DIR}"/*.claim; do
            [[ -e "${claim}" ]] || continue
            THING="${claim##*/}"
            THING="${THING%.claim}"
            look_at "${THING}"
            claims+=("{\"name\":$(quoted "${THING}"),\"state\":$(quoted "$(state_of_claim)")}")
            if is_settled; then examine "${CHECKS[@]}"; else examine claim; fi
        done
        ((${#claims[@]})) || examine inventory
    fi
    printf '{"schemaVersion":1,"hostId":%s,"claims":[%s],"findings":%s}\n' \
        "$(quoted "${STRATUS_HOST_ID}")" "$(joined "${claims[@]}")" "$(findings_json)"
}

# Nobody else is at work, and the claims can be read.
check_quiet() {
    local code=0
    if ! is_root; then
        unchecked privilege "it runs as $(id -un), not as root" "claims are root's" "log in as root, or let the user run sudo without a password"
        return
    fi
    [[ -d "${STRATUS_ROOT}/var/lib" ]] || return 0
    flock --nonblock 9 9<"${STRATUS_ROOT}/var/lib" || code=$?
    if ((code == 1)); then
        unchecked lock "a script of Stratus is at work on this host" "what it has not done yet is no drift" "wait for its end, then ask again"
    fi
}

state_of_claim() {
    local state
    state="$(noted state || true)"
    case "${state}" in ready | claimed | removing) printf '%s' "${state}" ;; *) printf unknown ;; esac
}
# An earlier version noted no format, and what it did note reads the same.
is_understood() { ! noted format >/dev/null || noted format "${CLAIM_FORMAT}"; }
is_settled() { [[ "$(state_of_claim)" == ready ]] && is_understood; }

# Why a claim is not one to compare with.
check_claim() {
    if ! is_understood; then
        unchecked "${THING}" "its claim has the format $(noted format), and this version knows ${CLAIM_FORMAT}" "it may mean what is not understood here" \
            "ask with the version of Stratus that prepared this host"
    elif [[ "$(state_of_claim)" == removing ]]; then
        differs claim "${THING}" removing "removed" "partly removed: a removal was interrupted" "run pulumi destroy again; or, to have it back, ${AGAIN}"
    else
        differs claim "${THING}" interrupted "applied to its end" "partly applied: a run was interrupted" "run pulumi up again"
    fi
}

# The inventory is the first thing that a preparation writes and the last that a removal takes away.
check_inventory() {
    THING=preparation
    [[ ! -e "${STRATUS_ROOT}${STATE_DIR}/before.inventory" ]] ||
        differs claim preparation interrupted "applied, or removed, to its end" "begun, with nothing noted yet; or all but gone" "run pulumi up again, or pulumi destroy"
}
