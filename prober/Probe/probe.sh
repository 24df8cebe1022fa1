# shellcheck shell=bash
# What runs inside a sandbox and says what it sees there. bash does it alone, but for dd (lookups by UDP), perl (ICMP, SCTP), find and dmesg: nothing is
# installed, a connection takes no program, and so the first act of a fresh sandbox is the connection itself. It changes nothing but
# the markers that it is asked for, and never fails: what it could not find out is a record too.
: "${STRATUS_FIRST?}"      # the target that is tried before all else, NAME=PROTOCOL/ADDRESS/PORT; empty: none
: "${STRATUS_TARGETS?}"    # those that are tried then, all at once, separated by spaces
: "${STRATUS_WAIT:?}"      # the seconds that an answer is waited for
: "${STRATUS_WINDOW:?}"    # the milliseconds for which a first target that was reached is tried again
: "${STRATUS_LOOKS?}"      # what is looked at then: kernel, surface, markers
: "${STRATUS_MARKER?}"     # the text of the markers: empty: markers are looked for and none is left
source ./records.sh
source ./reach.sh
source ./kernel.sh
source ./surface.sh
source ./markers.sh

probe() {
    local target look
    # A probe goes on: a failed look is an answer.
    set +e
    export LC_ALL=C
    record began probe 1
    first_act "${STRATUS_FIRST}"
    open_idle
    for target in ${STRATUS_TARGETS}; do reach target "${target}" & done
    wait
    for look in ${STRATUS_LOOKS}; do "look_at_${look}"; done
    record ended probe 1
}

# content FILE: prints it; nothing where it cannot be read.
content() { { printf '%s' "$(<"$1")"; } 2>/dev/null; }
