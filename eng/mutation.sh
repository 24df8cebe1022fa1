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
jq '[.files[].mutants[] | select(.status == "Survived" or .status == "NoCoverage") | .id]' "${report}" >"${out}/survivors.json"
for mutant in $(jq -r '.[]' "${out}/survivors.json"); do try_alone "${mutant}"; done | jq --null-input --raw-input '[inputs]' >"${out}/killed-alone.json"

jq --raw-output --slurpfile survivors "${out}/survivors.json" --slurpfile alone "${out}/killed-alone.json" '
    ($survivors[0] - $alone[0]) as $left | .files | to_entries[] | .key as $file | .value.mutants[] | select(.id | IN($left[]))
    | "\($file):\(.location.start.line): \(.mutatorName): \(.replacement | gsub("\\s+"; " "))"' "${report}"
jq --raw-output --slurpfile survivors "${out}/survivors.json" --slurpfile alone "${out}/killed-alone.json" --argjson least "${least}" '
    [.files[].mutants[] | select(.status == "Killed" or .status == "Timeout")] as $killed
    | ($killed | length) as $shared | ($alone[0] | length) as $own | ($shared + ($survivors[0] | length)) as $all
    | "\($shared + $own) of \($all) mutants killed, \($own) of them in a process of their own: \(($shared + $own) * 1000 / $all | floor / 10) %",
      if ($shared + $own) * 100 < $all * $least then "That is below \($least) %." | halt_error(1) else empty end' "${report}"
