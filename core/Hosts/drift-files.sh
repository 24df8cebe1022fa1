# shellcheck shell=bash
# Files that Stratus put, and programs that it needs.
source ./drift-findings.sh
source ./pool-status.sh

check_files() {
    local path
    local -a paths=()
    mapfile -t paths < <(noted file || true)
    for path in "${paths[@]}"; do
        # What is in the pool's own file is the sandboxes'; the pool is looked at as such.
        [[ "${path}" == "${POOL_FILE}" ]] || compare_file "${path}"
    done
}

compare_file() {
    local path="$1" file="${STRATUS_ROOT}$1" put KIND NOTED
    read_noted "put:$1" || true
    put="${NOTED[0]-}"
    find_kind "${file}"
    if [[ "${KIND}" == absent ]]; then
        differs file "${path}" missing "a file" absent "${AGAIN}"
    elif [[ "${KIND}" != "a file" ]]; then
        differs file "${path}" type "a file" "${KIND}" "look at what it is, take it away, then ${AGAIN}"
    elif [[ -z "${put}" ]]; then
        unrecorded file "${path}" "neither its content nor its mode was noted"
    else
        compare_put "${path}" "${put%% *}" "${put#* }"
    fi
}
# find_kind PATH: what it is, as KIND. There are many files, and a subshell for each would be much of the time.
find_kind() {
    if [[ -L "$1" ]]; then
        KIND="a symbolic link"
    elif [[ ! -e "$1" ]]; then
        KIND=absent
    elif [[ -f "$1" ]]; then
        KIND="a file"
    elif [[ -d "$1" ]]; then
        KIND="a directory"
    else
        KIND="neither file nor directory"
    fi
}

# compare_put PATH MODE SUM
compare_put() {
    local file="${STRATUS_ROOT}$1" owner mode sum as_put=1
    read -r owner mode < <(stat -c '%u:%g %a' "${file}")
    read -r sum _ < <(sha256sum "${file}")
    [[ -n "${sum}" ]] || return 1
    if [[ "${owner}" != 0:0 ]]; then
        as_put=0
        differs file "$1" owner "owned by root (0:0)" "owned by ${owner}" "chown 0:0 $1; or ${AGAIN}"
    fi
    if [[ "${mode}" != "$2" ]]; then
        as_put=0
        differs file "$1" mode "mode $2" "mode ${mode}" "chmod $2 $1; or ${AGAIN}"
    fi
    if [[ "${sum}" != "$3" ]]; then
        as_put=0
        differs file "$1" content "as it was put" "other content, of $(date --utc --reference "${file}" +%FT%TZ)" "${AGAIN}"
    fi
    ((as_put == 0)) || matches file "$1" "as it was put, mode $2"
}

check_programs() {
    local program
    local -a programs=()
    read -r -a programs < <(noted programs || printf '\n')
    ((${#programs[@]})) || ! noted file /etc/modules-load.d/stratus.conf || unrecorded program all "the programs that are needed were not noted"
    for program in "${programs[@]}"; do
        if has "${program}"; then
            matches program "${program}" "there"
        else
            differs program "${program}" missing "there" absent "${AGAIN}"
        fi
    done
}
