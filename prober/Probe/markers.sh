# shellcheck shell=bash
# What an earlier run has left, in every place that can be written; then the same is left again, and found again, which shows that this
# is a place where a marker would have been found.
: "${STRATUS_MARKER?}"
MARKER=.stratus-marker

look_at_markers() {
    local path kind seen=" "
    record marker own "${STRATUS_MARKER}"
    # A place that is there twice would show this run's own marker as an earlier one's.
    while read -r kind path; do
        [[ "${seen}" != *" ${path} "* ]] || continue
        seen+="${path} "
        mark "${kind}" "${path}"
    done < <(places)
}

# mark KIND PATH: two records of kind marker-KIND. before: the marker that was there, or none. after: the one that is there now.
mark() {
    local file="${2%/}/${MARKER}" before
    before="$(content "${file}")"
    if [[ -n "${STRATUS_MARKER}" ]]; then
        { printf '%s\n' "${STRATUS_MARKER}" >"${file}"; } 2>/dev/null || [[ -n "${before}" ]] || return
    fi
    record "marker-$1" "before:$2" "${before:-none}"
    [[ -z "${STRATUS_MARKER}" ]] || record "marker-$1" "after:$2" "$(content "${file}")"
}

# places: KIND PATH of every mount and every usual place, KIND being memory or disk.
places() {
    local fields index path kind
    while read -r -a fields; do
        for ((index = 6; index < ${#fields[@]}; index++)); do [[ "${fields[index]}" != - ]] || break; done
        case "${fields[index + 1]-}" in
            tmpfs | ramfs) kind=memory ;;
            proc | sysfs | cgroup* | devpts | mqueue | securityfs | debugfs | tracefs | bpf | fusectl) continue ;;
            *) kind=disk ;;
        esac
        [[ ! -d "${fields[4]}" ]] || printf '%s %s\n' "${kind}" "${fields[4]}"
    done </proc/self/mountinfo
    for path in /tmp /var/tmp /home /root /opt /srv /var/lib /run; do
        [[ ! -d "${path}" ]] || printf 'disk %s\n' "${path}"
    done
}
