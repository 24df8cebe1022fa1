# shellcheck shell=bash
# What takes processes, memory and disk until a limit stops it, its neighbour who says how long it waits meanwhile, and whoever looks for the
# neighbour's file. Everything counts to a number and stops there by itself: a bomb that meets no limit ends all the same, and says so.
#
# hog NAME STEP: so much was taken. hog NAME all: nothing stopped it. hog NAME stopped STATUS: something did. A log that ends between steps
# was cut short, with its sandbox.
: "${STRATUS_STEPS:?}"     # how many processes, or mebibytes, are taken at most
: "${STRATUS_SECONDS:?}"   # for how long what was taken is kept, and for how long a neighbour tells
: "${STRATUS_FILE:?}"      # the name of the neighbour's file: letters, digits, dashes
source ../Probe/records.sh
source ../Probe/markers.sh

# What is stopped may be killed: a shell under this one does the taking.
processes() {
    find_file
    hog processes
}
memory() { hog memory; }
disk() { hog disk; }
hog() {
    local status=0
    set +e
    export LC_ALL=C
    record began hog "$1"
    ("take_$1") || status=$?
    if ((status == 0)); then record hog "$1" all; else record hog "$1" "stopped ${status}"; fi
    record ended hog 1
}

# Each waits for what never comes. bash itself gives up when it cannot fork, but only after a quarter of a minute: who hears it say so for the
# first time ends it.
take_processes() {
    local number taker="${BASHPID}" words
    open_idle
    exec 2> >(while read -r words; do if [[ "${words}" == *"fork: retry: "* ]]; then kill -KILL "${taker}"; fi; done)
    for ((number = 1; number <= STRATUS_STEPS; number++)); do
        nap "${STRATUS_SECONDS}" &
        ((number % 16)) || record hog processes "${number}"
    done
}

take_memory() {
    local number blocks=()
    for ((number = 4; number <= STRATUS_STEPS; number += 4)); do
        printf -v "blocks[number]" '%*s' $((4 * 1024 * 1024)) ""
        record hog memory "${number}"
    done
    ((${#blocks[@]} > 0))
}

# A limit of disk may be enforced by somebody who looks now and then: what is written has to lie there for a while.
take_disk() {
    local number file="/tmp/${STRATUS_FILE}-disk"
    trap 'rm -f "${file}"' EXIT
    for ((number = 1; number <= STRATUS_STEPS; number++)); do
        printf '%*s' $((1024 * 1024)) "" >>"${file}" || return
        record hog disk "${number}"
    done
    nap "${STRATUS_SECONDS}"
    return 0
}

# Leaves a file, finds it again, and then works a little and sleeps a little, over and over. beat neighbour MICROSECONDS: how long the two took.
neighbour() {
    set +e
    export LC_ALL=C
    record began neighbour 1
    printf '%s\n' "${STRATUS_RUN}" >"/tmp/${STRATUS_FILE}"
    [[ "$(<"/tmp/${STRATUS_FILE}")" != "${STRATUS_RUN}" ]] || record file own "/tmp/${STRATUS_FILE}"
    beats neighbour $((SECONDS + STRATUS_SECONDS))
    record ended neighbour 1
}

# The same, and from the middle on beside loops in the same container that its own limit slows it down. Few of them: one
# among forty had no turn at all in two seconds of a Linux 6.18.
slowed() {
    local loops=() number
    set +e
    export LC_ALL=C
    record began slowed 1
    beats before $((SECONDS + STRATUS_SECONDS / 2))
    for number in {1..8}; do
        while :; do :; done &
        loops+=("$!")
    done
    beats during $((SECONDS + STRATUS_SECONDS / 2))
    kill -KILL "${loops[@]}"
    wait 2>/dev/null
    record ended slowed 1
}

# beats NAME UNTIL: one at least, however late its turn comes.
beats() {
    local from number
    open_idle
    while :; do
        from="${EPOCHREALTIME/./}"
        for ((number = 0; number < 500; number++)); do :; done
        nap 0.01
        record beat "$1" $((${EPOCHREALTIME/./} - from))
        ((SECONDS < $2)) || break
    done
}

# Wherever another pod's file could be: on every mount, and below the roots of every process that can be seen.
find_file() {
    local path found=() seen=" / " look=below_by_hand
    set +e
    export LC_ALL=C
    shopt -s nullglob globstar
    record began find 1
    # bash can look itself, but under gVisor it takes more than three times as long.
    if find / -maxdepth 0 -path / >/dev/null 2>&1; then look=below; fi
    for path in /proc/[0-9]*/root/{,tmp/,dev/shm/,var/tmp/}"${STRATUS_FILE}"; do found+=("${path}"); done
    while read -r _ path; do
        # Of the root itself its usual places are named; some of them are mounts too.
        is_new "${path}" || continue
        mapfile -t -O "${#found[@]}" found < <("${look}" "${path}")
    done < <(places)
    record file others "${found[*]:-none}"
    record ended find 1
}

# below PATH, below_by_hand PATH: every file of that name on that mount, or in that place.
below() {
    local others
    mapfile -t others < <(others "$1")
    find "$1" "${others[@]}" -name "${STRATUS_FILE}" -print 2>/dev/null
}
below_by_hand() {
    local path
    for path in "$1"/**/"${STRATUS_FILE}"; do printf '%s\n' "${path}"; done
}
