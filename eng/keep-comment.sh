#!/usr/bin/env bash
# Writes FILE as the one Stratus comment of the open pull request whose head is HEAD_SHA, or updates the one that is there.
# Needs GH_TOKEN, REPOSITORY, HEAD_OWNER, HEAD_BRANCH and HEAD_SHA in the environment; FILE is untrusted text and stays text.
set -euo pipefail

file=${1:?usage: keep-comment.sh FILE}
: "${GH_TOKEN:?}" "${REPOSITORY:?}" "${HEAD_OWNER:?}" "${HEAD_BRANCH:?}" "${HEAD_SHA:?}"
readonly marker='<!-- stratus-preview -->'

# Asked of the API by commit: a number inside the artifact could name somebody else's pull request.
number=$(gh api --method GET "repos/${REPOSITORY}/pulls" -f state=open -f head="${HEAD_OWNER}:${HEAD_BRANCH}" \
    | jq -r --arg sha "${HEAD_SHA}" '[.[] | select(.head.sha == $sha)][0].number // empty')
if [[ -z "${number}" ]]; then
    echo "no open pull request has ${HEAD_SHA} as its head: it was closed or has moved on, and its next run will comment" >&2
    exit 0
fi

body=$(mktemp)
trap 'rm -f "${body}"' EXIT
{
    printf '%s\n' "${marker}"
    printf '_Preview of %s. Made by the code of this pull request, without any credential; nothing was applied._\n\n' "${HEAD_SHA}"
    # GitHub refuses a comment of 65,536 characters; jq cuts by characters, never through one.
    jq --raw-input --slurp --join-output '.[:65000]' "${file}"
} >"${body}"

existing=$(gh api --paginate "repos/${REPOSITORY}/issues/${number}/comments" \
    | jq -rs --arg marker "${marker}" '[.[][] | select(.user.login == "github-actions[bot]" and (.body | startswith($marker)))][0].id // empty')
if [[ -n "${existing}" ]]; then
    gh api --method PATCH "repos/${REPOSITORY}/issues/comments/${existing}" --field "body=@${body}" >/dev/null
    echo "updated comment ${existing} on pull request ${number}"
else
    gh api --method POST "repos/${REPOSITORY}/issues/${number}/comments" --field "body=@${body}" >/dev/null
    echo "commented on pull request ${number}"
fi
