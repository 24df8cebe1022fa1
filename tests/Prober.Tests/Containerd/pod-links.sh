#!/bin/sh
# A network plugin of CNI: the pod gets the link that was made for it, and all that goes with it. Without one it is told an address of
# TEST-NET-1, and reaches nobody.
set -eu
: "${CNI_COMMAND:?}" "${CNI_NETNS:=}" "${CNI_IFNAME:=}"
links="${0%/*}/../links"
pod=$(printf '%s' "${CNI_ARGS:-}" | tr ';' '\n' | sed -n 's/^K8S_POD_NAME=//p')

add() {
    space=${CNI_NETNS##*/}
    address=192.0.2.7/32
    if [ -e "${links}/${pod}.links" ]; then
        address=$(cat "${links}/${pod}.address")
        ip -n "$(cat "${links}/${pod}.space")" link set dev eth0 netns "${space}"
        ip -n "${space}" -batch "${links}/${pod}.links"
    fi
    printf '{"cniVersion":"0.4.0","interfaces":[{"name":"%s","sandbox":"%s"}],"ips":[{"version":"4","address":"%s","interface":0}]}\n' \
        "${CNI_IFNAME}" "${CNI_NETNS}" "${address}"
}

case "${CNI_COMMAND}" in
    ADD) add ;;
    VERSION) printf '{"cniVersion":"0.4.0","supportedVersions":["0.3.1","0.4.0"]}\n' ;;
    *) ;;
esac
