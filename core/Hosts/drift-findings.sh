# shellcheck shell=bash
# How drift is told: a record STATUS THING KIND NAME CHANGE SET NOW WHY FIX. THING is the claim that is compared.
# Nothing of a file's content is ever in one, not even its sum: some of the files hold secrets.
source ./examination.sh

THING=""
# Pulumi runs a script again when its text changes, and this is what changes it. A replacement would end with the old one's removal.
AGAIN="raise this host's reapply in the stack file (hosts[].reapply), then run pulumi up"

# differs KIND NAME CHANGE SET NOW FIX
differs() { record drift "${THING}" "$1" "$2" "$3" "$4" "$5" "$(why_of "$1" "$2")" "$6"; }
# matches KIND NAME SET
matches() { record ok "${THING}" "$1" "$2" "" "$3" "$3" "" ""; }
# unrecorded KIND NAME WHAT: an earlier version did not note it, so that nothing can be said.
unrecorded() { record unrecorded "${THING}" "$1" "$2" "" "not recorded" "" "$3, by the version of Stratus that put it there" "${AGAIN}: it is recorded then"; }
# unchecked CHECK FOUND WHY FIX: what could not be asked.
unchecked() { record unchecked "${THING}" check "$1" "" "" "$2" "$3" "$4"; }

why_of() {
    case "$1 $2" in
        "claim "*) printf 'nobody knows how far it came, so nothing of it is compared' ;;
        "file /etc/modules-load.d/"* | "file /etc/sysctl.d/"*) printf 'the next boot does what it says, and k3s and Kata rely on that' ;;
        "file "*/join-token | "file "*/agent-token) printf 'who has it joins the cluster as a node; k3s reads it when it starts' ;;
        "file /usr/local/bin/"*) printf 'it is the program that was pinned and checked, and it runs as root' ;;
        "file /etc/rancher/"*) printf 'k3s reads it when it starts: networking, admission and the protection of secrets hang on it' ;;
        "file "*/containerd/*) printf 'containerd reads it when k3s starts; the sandbox runtimes hang on it' ;;
        "file /etc/systemd/"*) printf 'systemd runs what it says, as root, at the next start' ;;
        "file ${STATE_DIR}/pool/"*) printf 'it runs as root, at every boot or minute, to keep the thin pool' ;;
        "file "*) printf 'what Stratus put there decides how this host works' ;;
        "sysctl net."*) printf 'the traffic of pods and Services goes through it' ;;
        "sysctl fs."*) printf 'the kubelet and many sandboxes on one host run out of it' ;;
        "sysctl "*) printf 'the kubelet does not start, under protect-kernel-defaults, where it differs' ;;
        "module dm_thin_pool" | "module loop") printf 'the thin pool is built with it' ;;
        "module overlay") printf 'containerd mounts images with it' ;;
        "module br_netfilter" | "module nf_conntrack") printf 'the traffic of pods and Services goes through it' ;;
        "module "*) printf 'sandboxes of Kata use it' ;;
        "program "*) printf 'k3s is fetched, or the thin pool kept, with it' ;;
        "unit k3s"*) printf 'it is this node of the cluster' ;;
        "unit stratus-pool-alarm"*) printf 'a pool that runs full takes every sandbox down, and nobody is told' ;;
        "unit systemd-timesyncd"*) printf 'certificates and tokens are refused when the clock is wrong' ;;
        "unit "* | "pool "*) printf "Firecracker's sandboxes live in the thin pool; k3s does not start without it" ;;
        *) ;;
    esac
}

# findings_json: the records as JSON.
findings_json() {
    local status claim kind name change set now why fix findings=()
    while IFS="${SEPARATOR}" read -r status claim kind name change set now why fix; do
        [[ -n "${status}" ]] || continue
        quote_each claim name set now why fix
        findings+=("{\"status\":\"${status}\",\"claim\":${claim},\"kind\":\"${kind}\",\"name\":${name},\"change\":\"${change}\",\"set\":${set},\"now\":${now},\"why\":${why},\"fix\":${fix}}")
    done < <(records)
    printf '[%s]' "$(joined "${findings[@]}")"
}
