#!/usr/bin/env bash
# Mutation testing: plants one mistake at a time in the rules of the settings or in the bundled Pulumi client, and sees whether a test notices.
# Stryker tries every mutant in test processes that it uses again, and what such a process has computed once and for all, a mutant cannot change
# any more. So each mutant that survives is tried a second time here, in a process of its own. Prints what survives that, and the figure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case "${1:-}" in
    settings) project=Core.Tests assembly=Stratus.Core.dll filter=(-namespace Stratus.Core.Tests.Settings) ;;
    # ProcessTests start the client as it was built.
    sdk) project=Sdk.Tests assembly=Pulumi.dll filter=(-class- '*.ProcessTests') ;;
    *)
        echo "usage: mutation.sh settings|sdk" >&2
        exit 2
        ;;
esac
tests=tests/${project}
built=${tests}/bin/Debug/net10.0
out=${PWD}/StrykerOutput/$1
report=${out}/reports/mutation-report.json
least=80

# Two hundred generated stack files in place of ten thousand: each mutant meets them all.
export GENERATED_FILES=200

# Stryker takes its mutated assembly away when it is done: a copy is made while it runs.
keep_mutated() {
    local original=${built}/${assembly}.stryker-unchanged
    while kill -0 "$1" 2>/dev/null; do
        sleep 5
        [[ -e ${original} && -e ${built}/${assembly} ]] || continue
        cmp -s "${original}" "${built}/${assembly}" && continue
        sleep 5
        cp -r "${built}" "${out}/mutated"
        return
    done
}

# Writes the mutant's number where a test noticed it, or did not come to an end.
try_alone() {
    STRYKER_MUTANT_ID_CONTROL_VAR=MUTANT MUTANT=$1 timeout 180 \
        dotnet "${out}/mutated/${project}.dll" -stopOnFail "${filter[@]}" >/dev/null 2>&1 </dev/null || echo "$1"
}

rm -rf "${out}" "${built}/${assembly}.stryker-unchanged"
mkdir -p "${out}"
dotnet tool restore >/dev/null
(cd "${tests}" && exec dotnet stryker --config-file "../../eng/mutation/$1.json" --output "${out}" --skip-version-check) &
stryker=$!
keep_mutated "${stryker}"
wait "${stryker}"

[[ -z $(try_alone -1) ]] || { echo "The tests fail without a mutant, when started from ${out}/mutated." >&2 && exit 1; }

# ConfigureAwait(true) is the same where there is no synchronization context. Stryker's ignore-methods would drop what is awaited, too.
jq '[.files | to_entries[] | .key as $file | (.value.source | split("\n")) as $lines | .value.mutants[]
    | select(.status | IN("Killed", "Timeout", "Survived", "NoCoverage"))
    | select($lines[.location.start.line - 1][:.location.start.column - 1] | endswith("ConfigureAwait(") | not)
    | {id, status, text: "\($file):\(.location.start.line): \(.mutatorName): \(.replacement | gsub("\\s+"; " "))"}]' "${report}" >"${out}/mutants.json"
for mutant in $(jq -r '.[] | select(.status | IN("Survived", "NoCoverage")) | .id' "${out}/mutants.json"); do
    try_alone "${mutant}"
done >"${out}/killed-alone.txt"

jq --raw-output --rawfile alone "${out}/killed-alone.txt" --argjson least "${least}" '
    ($alone | split("\n")) as $alone
    | map(select((.status | IN("Survived", "NoCoverage")) and (.id | IN($alone[]) | not))) as $left
    | ((length - ($left | length)) * 1000 / length | floor / 10) as $percent
    | $left[].text, "\(length - ($left | length)) of \(length) mutants killed: \($percent) %",
      if $percent < $least then "That is below \($least) %.\n" | halt_error(1) else empty end' "${out}/mutants.json"
