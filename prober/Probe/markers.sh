# shellcheck shell=bash
# What an earlier run has left, in every place that can be written; then the same is left again, and found again, which shows that this
# is a place where a marker would have been found.
: "${STRATUS_MARKER?}"
MARKER=.stratus-marker
# A sandbox may write in a handful of directories. Whoever may in more is root, or has a disk of somebody else's: these are looked at, and no more.
MOST_DIRECTORIES=64
MOST_SECONDS=10

look_at_markers() {
    local path kind seen=" "
    record marker own "${STRATUS_MARKER}"
    # A place that is there twice would show this run's own marker as an earlier one's.
    while read -r kind path; do
        is_new "${path}" || continue
        if [[ "${kind}" == walked ]]; then record marker walked "${path}"; else mark "${kind}" "${path}"; fi
    done < <(places; walk)
}

# is_new PATH: whether it is not yet in its caller's "seen", which has it from here on.
is_new() { [[ "${seen}" != *" $1 "* ]] && seen+="$1 "; }

# mark KIND PATH: two records of kind marker-KIND. before: the marker that was there, or none. after: the one that is there now. A record's name
# is one word.
mark() {
    local file="${2%/}/${MARKER}" name="${2//[[:space:]]/%20}" before
    before="$(content "${file}")"
    if [[ -n "${STRATUS_MARKER}" ]]; then
        { printf '%s\n' "${STRATUS_MARKER}" >"${file}"; } 2>/dev/null || [[ -n "${before}" ]] || return
    fi
    record "marker-$1" "before:${name}" "${before:-none}"
    [[ -z "${STRATUS_MARKER}" ]] || record "marker-$1" "after:${name}" "$(content "${file}")"
}

# places: KIND PATH of every mount and every usual place, KIND being memory or disk.
places() {
    local kind path
    while read -r kind _ path; do [[ "${kind}" == kernel ]] || printf '%s %s\n' "${kind}" "${path}"; done < <(mounts)
    for path in /tmp /var/tmp /home /root /opt /srv /var/lib /run; do
        [[ ! -d "${path}" ]] || printf 'disk %s\n' "${path}"
    done
}

# walk: KIND PATH of every other directory that this user may write. Each mount that is not read-only is walked for itself, and none beyond where
# another begins: what the kernel makes up has no directories that keep anything. At last walked, and complete or what was left out.
walk() {
    local kind mode path list number=0 others=() until=$((SECONDS + MOST_SECONDS))
    # It says itself what can be written: bash reads a pipe byte by byte, which costs more under gVisor than to look.
    find / -maxdepth 0 -writable >/dev/null 2>&1 || { printf 'walked nowhere, there is no find that knows -writable\n'; return; }
    while read -r kind mode path; do
        [[ "${kind}" != kernel && "${mode}" == rw ]] || continue
        mapfile -t others < <(others "${path}")
        exec {list}< <(find "${path}" "${others[@]}" -type d -writable -print 2>/dev/null; printf 'end\n')
        while true; do
            if ((SECONDS >= until)) || ! IFS= read -r -t $((until - SECONDS)) -u "${list}" path; then
                printf 'walked as far as one comes in %d s\n' "${MOST_SECONDS}"
                return
            fi
            [[ "${path}" != end ]] || break
            [[ "${path}" == /* ]] || continue
            if ((++number > MOST_DIRECTORIES)); then
                printf 'walked as far as the first %d directories that can be written\n' "${MOST_DIRECTORIES}"
                return
            fi
            printf '%s %s\n' "${kind}" "${path}"
        done
        exec {list}<&-
    done < <(mounts)
    printf 'walked complete\n'
}

# others PATH: what keeps find out of every mount but that one, a word a line.
others() {
    local path
    while read -r _ _ path; do [[ "${path}" == "$1" ]] || printf '%s\n' -path "${path}" -prune -o; done < <(mounts)
}

# mounts: KIND MODE PATH of every directory that is a mount, KIND being memory, disk, or kernel, which makes up what is in it; MODE ro or rw.
mounts() {
    local fields index kind
    while read -r -a fields; do
        for ((index = 6; index < ${#fields[@]}; index++)); do [[ "${fields[index]}" != - ]] || break; done
        case "${fields[index + 1]-}" in
            tmpfs | ramfs) kind=memory ;;
            proc | sysfs | cgroup* | devpts | mqueue | securityfs | debugfs | tracefs | bpf | fusectl) kind=kernel ;;
            *) kind=disk ;;
        esac
        [[ ! -d "${fields[4]}" ]] || printf '%s %s %s\n' "${kind}" "${fields[5]%%,*}" "${fields[4]}"
    done </proc/self/mountinfo
}
