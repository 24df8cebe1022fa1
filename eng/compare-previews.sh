#!/usr/bin/env bash
# Previews every stack of two checkouts and writes OUT/comment.md, one section a stack, for a pull request's comment.
# A stack that only one side has is compared with an empty plan. A head that cannot be previewed fails the run;
# a base that cannot is said so and compared as empty, or a pull request could never mend it.
set -euo pipefail

if [[ $# -ne 3 ]]; then
    echo "usage: compare-previews.sh BASE_CHECKOUT HEAD_CHECKOUT OUT_FOLDER" >&2
    exit 2
fi
base=$(realpath "$1")
head=$(realpath "$2")
mkdir -p "$3"
out=$(realpath "$3")

stratus() {
    local checkout=$1
    shift
    dotnet run --project "${checkout}/cli" -- "$@"
}

stacks_of() {
    local file
    for file in "$1"/Pulumi.*.yaml; do
        [[ -e "${file}" ]] || continue
        file=${file##*/Pulumi.}
        echo "${file%.yaml}"
    done
}

preview() {
    local checkout=$1 stack=$2 plan=$3
    [[ -e "${checkout}/Pulumi.${stack}.yaml" ]] || return 1
    stratus "${checkout}" preview --project "${checkout}" --stack "${stack}" --json "${plan}" >/dev/null
}

mapfile -t stacks < <({ stacks_of "${base}"; stacks_of "${head}"; } | sort -u)
if [[ ${#stacks[@]} -eq 0 ]]; then
    echo "no Pulumi.<stack>.yaml in ${base} nor in ${head}" >&2
    exit 1
fi
# What one stack's section may take of the 65,000 characters that a comment holds.
budget=$((60000 / ${#stacks[@]}))

: >"${out}/comment.md"
for stack in "${stacks[@]}"; do
    arguments=()
    for side in base head; do
        plan="${out}/${side}.${stack}.json"
        if [[ ! -e "${!side}/Pulumi.${stack}.yaml" ]]; then
            arguments+=(/dev/null)
            echo "${side} has no stack ${stack}" >&2
        elif preview "${!side}" "${stack}" "${plan}"; then
            arguments+=("${plan}")
        elif [[ "${side}" == base ]]; then
            arguments+=(/dev/null)
            printf '> **The base of stack %s could not be previewed; everything below counts as added.**\n\n' "${stack}" >>"${out}/comment.md"
        else
            echo "the head of stack ${stack} could not be previewed; the reason stands above" >&2
            exit 1
        fi
    done
    stratus "${head}" diff "${arguments[@]}" --markdown "${out}/section.md" --limit "${budget}" >/dev/null
    cat "${out}/section.md" >>"${out}/comment.md"
    printf '\n' >>"${out}/comment.md"
done
rm -f "${out}/section.md"
