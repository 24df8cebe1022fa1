#!/usr/bin/env bash
# Every shell script of the repository through ShellCheck, at its strictest severity, with the rules of .shellcheckrc.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -d '' -t scripts < <(git ls-files -z --cached --others --exclude-standard -- '*.sh' .ci/run)
exec shellcheck --severity=style "${scripts[@]}"
