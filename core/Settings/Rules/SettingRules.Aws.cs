using Stratus.Core.Hosts;
using Stratus.Core.Settings.Formats;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRules
{
    private static IEnumerable<SettingRule> Ec2() =>
    [
        new()
        {
            Path = "hosts[].ec2.instanceType", Kind = SettingKind.Text, Required = true, Max = 64, Check = Ec2InstanceType.Problem,
            Meaning = "The instance type. Virtualized ones are launched with nested virtualization.",
            Allowed = "a type with KVM: bare metal, or virtualized of the families C8i, M8i, R8i, their d and flex variants",
            Example = "m8i.4xlarge",
        },
        new()
        {
            Path = "hosts[].ec2.subnetId", Kind = SettingKind.Text, Required = true, Check = AwsNames.Subnet,
            Meaning = "The subnet. It needs a way out to the Internet; the instance has no public address.",
            Allowed = "subnet- and 8 or 17 hexadecimal digits", Example = "subnet-0123456789abcdef0",
        },
        new()
        {
            Path = "hosts[].ec2.privateIp", Kind = SettingKind.Text, Check = text => Ipv4Address(text),
            Meaning = "The address in the subnet. Left out: a free one, which a replaced instance does not keep.",
            Allowed = "an IPv4 address", Example = "10.0.1.11",
        },
        Size("hosts[].ec2.rootSizeGib", "50", 20, "The size of the encrypted root volume in GiB."),
        Size("hosts[].ec2.poolSizeGib", null, 10, "The size in GiB of the thin pool's own encrypted volume. Left out: no pool."),
        new()
        {
            Path = "hosts[].ec2.protected", Kind = SettingKind.Truth, Default = "true",
            Meaning = "Whether neither Pulumi nor EC2's API may delete or replace the instance.",
            Allowed = "true or false", Example = "true",
        },
    ];

    private static IEnumerable<SettingRule> Aws() =>
    [
        new()
        {
            Path = "aws.region", Kind = SettingKind.Text, Required = true, Max = 32, Check = AwsNames.Region,
            Meaning = "The region.", Allowed = "the name of an AWS region", Example = "eu-central-1",
        },
        new()
        {
            Path = "aws.vpcId", Kind = SettingKind.Text, Required = true, Check = AwsNames.Vpc,
            Meaning = "The VPC of the hosts' subnets.", Allowed = "vpc- and 8 or 17 hexadecimal digits", Example = "vpc-0123456789abcdef0",
        },
        new()
        {
            Path = "aws.amiOwner", Kind = SettingKind.Text, Required = true, Check = AwsNames.ImageOwner,
            Meaning = "Whose images are looked at, so that no stranger's image is found.",
            Allowed = "an account of twelve digits as a text, self, amazon or aws-marketplace", Example = "\"136693071363\"",
        },
        new()
        {
            Path = "aws.amiName", Kind = SettingKind.Text, Required = true, Max = 128, Check = AwsNames.ImageName,
            Meaning = "The image's name; * and ? are wildcards. Of several the newest of the host's architecture is taken, once: a newer one replaces no host.",
            Allowed = "3 to 128 characters of an image's name, no wildcard first", Example = "debian-13-*",
        },
        new()
        {
            Path = "aws.adminCidrs", Kind = SettingKind.TextList, Required = true, Min = 1, Max = 20,
            Check = text => Ranges.Problem(text, 8, 32),
            Meaning = "From where operators, CI and jump hosts reach SSH and the Kubernetes API. Nobody else does.",
            Allowed = "a list of 1 to 20 IPv4 ranges in canonical form, /8 to /32", Example = "[203.0.113.0/28]",
        },
        new()
        {
            Path = "aws.sshPublicKey", Kind = SettingKind.Text, Required = true, Max = 4096, Check = AwsNames.LoginKey,
            Meaning = "The public key that may log in when an instance is created.",
            Allowed = "ssh-ed25519, a space, and the key in base64", Example = KeyExample,
            Advice = "copy ~/.ssh/id_ed25519.pub without its comment",
        },
        new()
        {
            Path = "aws.tags", Kind = SettingKind.TextMap, Max = 40, Check = AwsNames.Tag, CheckKey = AwsNames.TagKey,
            Meaning = "Tags of everything that is created, beside Stratus's own.",
            Allowed = "an object of at most 40 tags of letters, digits, spaces and + - = . _ : / @", Example = "{ team: agents }",
        },
    ];

    private static string? Ipv4Address(string text) => Networking.Ipv4.TryParse(text, out _) ? Names.Address(text) : "";

    private static SettingRule Size(string path, string? normal, int least, string meaning) => new()
    {
        Path = path,
        Kind = SettingKind.WholeNumber,
        Default = normal,
        Min = least,
        Max = 16384,
        Meaning = meaning,
        Allowed = $"{least} to 16384",
        Example = normal ?? "200",
    };
}
