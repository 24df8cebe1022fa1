# shellcheck shell=bash
# Whether a hypervisor is behind /dev/kvm. Only its own answers tell: a CPU may show vmx and refuse, or show nothing and have one
# (a kernel with CONFIG_KVM_PVM), so flags are told as a fact and decide nothing.
source ./findings.sh

KVM_API=12 # of every kernel since 2.6.22

# Asks for the version, then for a machine and a CPU in it; all of them are gone when the program ends.
# shellcheck disable=SC2016 # perl's own variables
KVM_PERL='
    open(my $kvm, "+<", $ARGV[0]) or die "open: $!\n";
    my $api = ioctl($kvm, 0xAE00, 0) or die "KVM_GET_API_VERSION: $!\n";
    print $api + 0, "\n";
    exit if $api != 12;
    my $fd = ioctl($kvm, 0xAE01, 0) or die "KVM_CREATE_VM: $!\n";
    open(my $vm, "+<&=", $fd + 0) or die "KVM_CREATE_VM: $!\n";
    ioctl($vm, 0xAE41, 0) or die "KVM_CREATE_VCPU: $!\n";'
KVM_PYTHON='
import fcntl, os, sys
step = "open"
try:
    kvm = os.open(sys.argv[1], os.O_RDWR)
    step = "KVM_GET_API_VERSION"
    api = fcntl.ioctl(kvm, 0xAE00, 0)
    print(api, flush=True)
    if api == 12:
        step = "KVM_CREATE_VM"
        vm = fcntl.ioctl(kvm, 0xAE01, 0)
        step = "KVM_CREATE_VCPU"
        fcntl.ioctl(vm, 0xAE41, 0)
except OSError as error:
    sys.exit(f"{step}: {error.strerror}")'

check_kvm() {
    local answer how why="Kata sandboxes are virtual machines" verify="ls -l /dev/kvm, then stratus doctor again" CONCERNS
    how="enable VT-x or AMD-V in the firmware, or nested virtualization for this VM; then: modprobe kvm_intel || modprobe kvm_amd"
    fact cpuFlag "$(quoted "$(cpu_flag)")"
    CONCERNS="$(runtimes_of 'kata-*')"
    if [[ -z "${CONCERNS}" ]]; then
        fact kvm '"unused"'
        ok kvm "no wanted runtime needs KVM"
        return
    fi
    answer="$(ask_kvm)"
    fact kvm "$(quoted "${answer}")"
    case "${answer}" in
        "${KVM_API}") ok kvm "/dev/kvm answers ${KVM_API} to KVM_GET_API_VERSION, and makes a machine with a CPU" ;;
        absent) fatal kvm "/dev/kvm is absent" "${why}" "${how}" "${verify}" ;;
        mute)
            fatal kvm "/dev/kvm cannot be asked: there is neither perl nor python3" "${why}, and only /dev/kvm knows whether it can make one" \
                "$(install_with perl-base perl-interpreter)" "${verify}"
            ;;
        *[!0-9]*)
            if is_root; then
                fatal kvm "/dev/kvm refuses: ${answer}" "${why}" "${how}" "${verify}"
            else
                unchecked kvm "/dev/kvm was not asked: ${answer}" "${why}" "check as root" "${verify}"
            fi
            ;;
        *) fatal kvm "/dev/kvm answers '${answer}' to KVM_GET_API_VERSION, not ${KVM_API}" "${why}" "use a kernel whose KVM has the stable interface" "${verify}" ;;
    esac
}

# The version; absent; mute where nothing here can ask; else what went wrong.
ask_kvm() {
    local device="${STRATUS_ROOT}/dev/kvm" said
    if [[ ! -e "${device}" ]]; then
        printf absent
    elif has perl; then
        said="$(perl -e "${KVM_PERL}" "${device}" 2>&1 || true)"
        printf '%s' "${said##*$'\n'}"
    elif has python3; then
        said="$(python3 -c "${KVM_PYTHON}" "${device}" 2>&1 || true)"
        printf '%s' "${said##*$'\n'}"
    else
        printf mute
    fi
}

cpu_flag() { grep -m 1 -oswE 'vmx|svm' "${STRATUS_ROOT}/proc/cpuinfo" || printf none; }
