# shellcheck shell=bash
# Runs the prober that the build laid beside the Pulumi program, on the machine that runs Pulumi: to bring itself into the cluster, or to
# wait for the proof's Job. It keeps nothing here.
: "${STRATUS_SMOKE_VERB:?}"       # upload or await
: "${STRATUS_SMOKE_JOB?}"         # the Job to wait for; empty for upload
: "${STRATUS_SMOKE_SECONDS:?}"    # how long to wait for it
: "${STRATUS_PROGRAM_DIGEST?}"    # SHA-256 of Stratus.Core.dll and Stratus.Prober.dll one after the other; empty where the program had none beside it
: "${STRATUS_KUBECONFIG:?}"       # secret
source ../../core/Scripting/lib.sh

# Pulumi runs this in the project's folder or in the program's.
program() {
    local file digest
    for file in bin/*/net*/Stratus.Prober.dll infra/bin/*/net*/Stratus.Prober.dll; do
        [[ -f "${file}" ]] || continue
        digest="$(cat "${file%/*}/Stratus.Core.dll" "${file}" | sha256sum)"
        [[ "${digest%% *}" != "${STRATUS_PROGRAM_DIGEST}" ]] || {
            printf '%s' "${file}"
            return
        }
    done
    fail "no prober with the digest '${STRATUS_PROGRAM_DIGEST}' lies in infra/bin, seen from ${PWD}" "dotnet build infra, then run pulumi up again"
}

# A kubeconfig is a credential: it travels on standard input alone.
prober() {
    local file
    # Called under ||, where nothing ends by itself.
    file="$(program)" || exit 1
    printf '%s' "${STRATUS_KUBECONFIG}" | dotnet "${file}" "$@" >&2
}

apply() {
    case "${STRATUS_SMOKE_VERB}" in
        upload) prober upload || fail "the proof's program did not get into the cluster" "read the lines above, then run pulumi up again" ;;
        *)
            prober await --job "${STRATUS_SMOKE_JOB}" --timeout "${STRATUS_SMOKE_SECONDS}" ||
                fail "the proof does not hold" "read the lines above; mend it, then run: stratus smoke, and pulumi up again"
            ;;
    esac
}

remove() { :; }
