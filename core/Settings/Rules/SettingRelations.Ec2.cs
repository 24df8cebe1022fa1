using Stratus.Core.Hosts;
using Stratus.Core.Runtimes;
using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRelations
{
    private const string NewKeyFix =
        "run ssh-keygen -t ed25519 -N '' -C '' -f ID, set hostKey to what ID.pub says, and run: pulumi config set --secret --path stratus:hostPrivateKeys.ID < ID";

    private static IEnumerable<SettingRelation> Ec2() =>
    [
        new()
        {
            Path = "hosts[].address", Allowed = "the address of a machine that exists, or ec2 for one that is created; not both",
            Example = "address: 192.0.2.10", Fix = "keep address or ec2", Check = NotOneOrigin,
        },
        new()
        {
            Path = "hosts[].ec2", Allowed = "ec2 on every host or on none: the cluster's ports are open to the instances' own group only",
            Example = "ec2: { instanceType: m8i.4xlarge, subnetId: subnet-0123456789abcdef0 }", Fix = "give the host ec2, or make it a stack of its own",
            Check = MixedOrigins,
        },
        new()
        {
            Path = "hosts[].nodeAddress", Allowed = "no nodeAddress beside ec2: the subnet gives the address",
            Example = "ec2: { privateIp: 10.0.1.11 }", Fix = "remove nodeAddress; ec2.privateIp chooses an address",
            Check = draft => Beside(draft, "nodeAddress", host => host.NodeAddress is not null),
        },
        new()
        {
            Path = "hosts[].thinPool", Allowed = "no thinPool beside ec2: the pool is a volume of its own",
            Example = "ec2: { poolSizeGib: 200 }", Fix = "remove thinPool and set ec2.poolSizeGib",
            Check = draft => Beside(draft, "thinPool", host => host.ThinPool is not null),
        },
        new()
        {
            Path = "hosts[].user", Allowed = "beside ec2 the user that the image lets in: cloud images refuse root",
            Example = "user: admin", Fix = "set user: admin on Debian, ubuntu on Ubuntu, ec2-user on Amazon Linux",
            Check = draft => Beside(draft, "user", host => host.User == "root", "'root'"),
        },
        new()
        {
            Path = "hosts[].ec2.poolSizeGib",
            Allowed = "a poolSizeGib on every host with ec2 where kata-fc is among the runtimes: Firecracker boots from block devices",
            Example = "poolSizeGib: 200", Fix = "set poolSizeGib, or take kata-fc out of runtimes",
            Check = draft => draft.Runtimes.Contains(SandboxRuntime.KataFirecracker)
                ? InEc2(draft, "poolSizeGib", ec2 => ec2.PoolSizeGib is null, _ => "nothing") : [],
        },
        new()
        {
            Path = "hosts[].ec2.instanceType", Allowed = "an amd64 type where kata-fc or kata-clh is among the runtimes, which are not shipped for arm64",
            Example = "m8i.4xlarge", Fix = "choose an amd64 type, or only kata-qemu", Check = WrongArchitecture,
        },
        new()
        {
            Path = "hosts[].ec2.privateIp", Allowed = "an address that no other host has", Example = "10.0.1.12",
            Fix = "give each host its own privateIp", Check = SharedPrivateIps,
        },
        new()
        {
            Path = "aws", Allowed = "the group aws where a host has ec2", Example = "aws: { region: eu-central-1, … }",
            Fix = "say in aws where the instances are created and who reaches them", Check = MissingAws,
        },
        .. HostPrivateKeys(),
    ];

    private static IEnumerable<Finding> NotOneOrigin(Draft draft) =>
        from host in draft.Hosts
        where host.Value.Address is null == host.Value.Ec2 is null
        select new Finding($"{host.Path}.address", host.Value.Ec2 is null ? "nothing" : "an address beside ec2");

    private static IEnumerable<Finding> MixedOrigins(Draft draft) =>
        from host in draft.Hosts
        where host.Value is { Ec2: null, Address.Length: > 0 }
        let created = draft.Hosts.FirstOrDefault(other => other.Value.Ec2 is not null)
        where created.Value is not null
        select new Finding($"{host.Path}.ec2", $"nothing, though {created.Path} has it");

    private static IEnumerable<Finding> Beside(Draft draft, string key, Func<HostSettings, bool> isThere, string found = "a value beside ec2") =>
        from host in draft.Hosts
        where host.Value.Ec2 is not null && isThere(host.Value)
        select new Finding($"{host.Path}.{key}", found);

    private static IEnumerable<Finding> InEc2(Draft draft, string key, Func<Ec2Settings, bool> isWrong, Func<Ec2Settings, string> found) =>
        from host in draft.Hosts
        where host.Value.Ec2 is { } ec2 && isWrong(ec2)
        select new Finding($"{host.Path}.ec2.{key}", found(host.Value.Ec2!));

    private static IEnumerable<Finding> WrongArchitecture(Draft draft)
    {
        var amd64Only = draft.Runtimes.Select(KataShim.Of).Where(shim => !shim.RunsOnArm64).Select(shim => shim.RuntimeClass).ToArray();
        // The others run no microVM.
        return from host in draft.SandboxHosts
               where amd64Only.Length > 0 && host.Value.Ec2 is { } ec2
                   && Ec2InstanceType.Problem(ec2.InstanceType) is null && ec2.Type.Architecture != CpuArchitecture.Amd64
               select new Finding($"{host.Path}.ec2.instanceType", $"'{host.Value.Ec2!.InstanceType}', arm64, with {string.Join(" and ", amd64Only)}");
    }

    private static IEnumerable<Finding> SharedPrivateIps(Draft draft) =>
        from pair in EarlierTwins(draft, host => host.Ec2?.PrivateIp is { Length: > 0 } address ? address : null)
        select new Finding($"{pair.Later.Path}.ec2.privateIp", $"'{pair.Later.Value.Ec2!.PrivateIp}', which {pair.Earlier.Path} has too");

    private static IEnumerable<Finding> MissingAws(Draft draft) =>
        draft.Aws is null && draft.Hosts.Any(host => host.Value.Ec2 is not null) ? [new("aws", "nothing")] : [];
}
