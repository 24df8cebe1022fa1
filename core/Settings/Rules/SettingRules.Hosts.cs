using Stratus.Core.Settings.Formats;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRules
{
    private const string AddressAllowed = "an IP address or a lower-case DNS name";
    private const string UserAllowed = "a Linux user's name: lower-case letters, digits, dots, dashes and underscores, at most 32";
    private const string PortAllowed = "1 to 65535";
    private const string KeyAllowed = "ssh-ed25519, ecdsa-sha2-nistp256, -nistp384 or -nistp521, a space, and the key in base64";
    private const string KeyExample = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI…";
    private const string KeyAdvice = "run ssh-keyscan -t ed25519 ADDRESS, compare the key with the console's, and copy the part after the address";

    private static IEnumerable<SettingRule> Hosts() =>
    [
        new()
        {
            Path = "hosts[].id", Kind = SettingKind.Text, Required = true, Max = 40, Check = Names.HostId,
            Meaning = "The host's name in the stack and in the cluster. Resources are named after it: never change it.",
            Allowed = "lower-case letters, digits and dashes, a letter or digit first and last, at most 40", Example = "box1",
        },
        new()
        {
            Path = "hosts[].role", Kind = SettingKind.Text, Required = true, Choices = ["server", "agent"],
            Meaning = "server: control plane, etcd and workloads. agent: workloads only.",
            Allowed = "server or agent", Example = "server",
        },
        new()
        {
            Path = "hosts[].address", Kind = SettingKind.Text, Check = Names.Address,
            Meaning = "Where SSH reaches it. Needed unless ec2 creates the machine.", Allowed = AddressAllowed, Example = "192.0.2.10",
        },
        new()
        {
            Path = "hosts[].nodeAddress", Kind = SettingKind.Text, Check = Names.Address,
            Meaning = "Where the other nodes reach it. Left out: address.", Allowed = AddressAllowed, Example = "10.0.0.10",
        },
        User("hosts[].user", "The user to log in as. One that is not root needs sudo without a password."),
        Port("hosts[].port", "SSH's port."),
        Key("hosts[].hostKey", "The machine's public host key, as known_hosts has it."),
        new()
        {
            Path = "hosts[].sshWaitMinutes", Kind = SettingKind.WholeNumber, Default = "10", Min = 1, Max = 120,
            Meaning = "How long a machine that boots is waited for, in minutes. Metal takes many; in EC2 it always gets 25.", Allowed = "1 to 120", Example = "20",
        },
        new()
        {
            Path = "hosts[].reapply", Kind = SettingKind.WholeNumber, Default = "0", Min = 0, Max = 1000000,
            Meaning = "Raise it, and the next pulumi up runs every script on this host again, which puts back what somebody changed there.",
            Allowed = "0 to 1000000", Example = "1",
        },
        new()
        {
            Path = "hosts[].jumpHost", Kind = SettingKind.Group, Meaning = "The jump host to go through.",
            Allowed = "an object", Example = "{ address: 192.0.2.1, user: jump }",
        },
        new()
        {
            Path = "hosts[].thinPool", Kind = SettingKind.Group,
            Meaning = "The storage of Firecracker's sandboxes: exactly one of device and loopSizeGib.",
            Allowed = "an object", Example = "{ device: /dev/disk/by-id/nvme-EXAMPLE_0001 }",
        },
        new()
        {
            Path = "hosts[].ec2", Kind = SettingKind.Group,
            Meaning = "The instance in EC2 to create, in place of address, nodeAddress and thinPool.",
            Allowed = "an object", Example = "{ instanceType: m8i.4xlarge, subnetId: subnet-0123456789abcdef0, poolSizeGib: 200 }",
        },
    ];

    private static IEnumerable<SettingRule> JumpHost() =>
    [
        new()
        {
            Path = "hosts[].jumpHost.address", Kind = SettingKind.Text, Required = true, Check = Names.Address,
            Meaning = "Where SSH reaches it.", Allowed = AddressAllowed, Example = "192.0.2.1",
        },
        User("hosts[].jumpHost.user", "The user to log in as."),
        Port("hosts[].jumpHost.port", "SSH's port."),
        Key("hosts[].jumpHost.hostKey", "Its public host key, as known_hosts has it."),
    ];

    private static IEnumerable<SettingRule> ThinPool() =>
    [
        new()
        {
            Path = "hosts[].thinPool.device", Kind = SettingKind.Text, Check = DeviceName.Problem,
            Meaning = "A whole disk or a logical volume, all of it. It is erased.",
            Allowed = "/dev/disk/by-id/NAME, /dev/mapper/NAME or a logical volume's /dev/GROUP/VOLUME; in dev also /dev/sda and its like",
            Example = "/dev/disk/by-id/nvme-EXAMPLE_0001", Advice = DeviceName.Advice,
        },
        new()
        {
            Path = "hosts[].thinPool.loopSizeGib", Kind = SettingKind.WholeNumber, Min = 10, Max = 1024,
            Meaning = "The size of a loop-backed pool in GiB: slow, and lost with the file system it lies on. It may grow later, never shrink.",
            Allowed = "10 to 1024", Example = "20",
        },
    ];

    private static SettingRule User(string path, string meaning) => new()
    {
        Path = path,
        Kind = SettingKind.Text,
        Default = "root",
        Max = 32,
        Check = Names.User,
        Meaning = meaning,
        Allowed = UserAllowed,
        Example = "admin",
    };

    private static SettingRule Port(string path, string meaning) => new()
    {
        Path = path,
        Kind = SettingKind.WholeNumber,
        Default = "22",
        Min = 1,
        Max = 65535,
        Meaning = meaning,
        Allowed = PortAllowed,
        Example = "22",
    };

    private static SettingRule Key(string path, string meaning) => new()
    {
        Path = path,
        Kind = SettingKind.Text,
        Max = 4096,
        Check = HostKey.Problem,
        Meaning = meaning,
        Allowed = KeyAllowed,
        Example = KeyExample,
        Advice = KeyAdvice,
    };
}
