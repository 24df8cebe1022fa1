#!/bin/sh
# gVisor behind the shim of runc, for Debian has no shim of its own. It cannot take over a link on a new kernel: its sockets are those of the
# network namespace that it is given. It has no cgroups.
exec runsc --platform=systrap --network=host --ignore-cgroups "$@"
