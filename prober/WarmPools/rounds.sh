# shellcheck shell=bash
# What runs in a sandbox that waits in a pool, and goes on when it was handed out. Nothing tells it so: it has no way in. So it looks again and
# again, each time under a number of its own, and the round that begins after the claim is the one that counts.
: "${STRATUS_RUN:?}"       # names the run and the pool
: "${STRATUS_MARKER?}"     # the text of the markers
source ../Probe/probe.sh

rounds() {
    local number run="${STRATUS_RUN}"
    # Sandboxes of a pool are all alike; by this their markers are not.
    STRATUS_MARKER+=".${EPOCHREALTIME//[!0-9]/}"
    for ((number = 1; ; number++)); do
        STRATUS_RUN="${run}.${number}"
        probe
        nap 1
    done
}
