#!/bin/bash
# Perl, on a machine without KVM: what is asked of a /dev/kvm that is a plain file is answered as a kernel that has it does.
set -euo pipefail

if [[ "${!#}" == */dev/kvm && -f "${!#}" ]]; then
    printf '12\n'
else
    exec /usr/bin/perl "$@"
fi
