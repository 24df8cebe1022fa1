using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Runtimes;
using Stratus.Core.Settings;

namespace Stratus.Core.Proof.Plans;

/// <summary>What a stack's settings have the proof look at.</summary>
public static class StackPlan
{
    private const string NoInternet = "the stack says that there is no way to the internet";

    /// <summary>The plan.</summary>
    /// <param name="settings">What the stack says.</param>
    /// <param name="stack">Its name.</param>
    /// <param name="image">The image of sandboxes, controls and targets.</param>
    /// <param name="lockDigest">The SHA-256 of <c>versions.lock.json</c>, lower-case hex.</param>
    public static SmokePlan Of(PlatformSettings settings, string stack, string image, string lockDigest) => new()
    {
        Stack = stack,
        LockDigest = lockDigest,
        SandboxNamespace = settings.Sandbox.Namespace,
        Image = image,
        Nodes = [.. settings.SandboxHosts.Select(host => host.Id)],
        RuntimeClasses = [.. settings.Runtimes.Select(KataShim.Of).Select(shim => new RuntimeClass(shim.RuntimeClass, shim.Handler, RuntimeKind.MicroVm))],
        LaunchPaths = [LaunchPath.Job, LaunchPath.Pod],
        Allowed = [.. settings.Egress.Select(Allowed).DistinctBy(target => target.Name)],
        Internet = settings.Proof.Internet ? PublicServers(settings) : new(),
        Absent = [.. Absent(settings)],
        Budgets = [.. settings.Runtimes.Select(KataShim.Of).Select(shim => new Budget(
            shim.RuntimeClass, new(1, true), 95, TimeSpan.FromMilliseconds(settings.Proof.BudgetMs)))],
        Samples = settings.Proof.Samples,
        SandboxesAtOnce = AtOnce(settings),
        Concurrency = Math.Clamp(AtOnce(settings) / 2, 1, 10),
        Lease = TimeSpan.FromSeconds(settings.Proof.LeaseSeconds),
    };

    // Of the namespace's quota each node has its share, but for one pod: the target among the sandboxes.
    private static int AtOnce(PlatformSettings settings) =>
        Math.Clamp((settings.Sandbox.MaxSandboxes - 1) / Math.Max(settings.SandboxHosts.Count(), 1), 1, 32);

    // Of a range the first address: that something answers there is the control's to find out.
    private static AllowedTarget Allowed(EgressDestination destination)
    {
        var address = destination.Host ?? destination.Cidr!.Split('/')[0];
        return new(FormattableString.Invariant($"{address}-{destination.Port}"), address, destination.Port);
    }

    // Cloudflare's resolver and time server, which answer whoever asks; the name is kept for examples by RFC 2606.
    private static Internet PublicServers(PlatformSettings settings) => new()
    {
        Ipv4 = "1.1.1.1",
        Ipv6 = "2606:4700:4700::1111",
        TimeServer = "162.159.200.1",
        Resolver = "1.1.1.1",
        DnsName = settings.Egress.Any(destination => destination.Host == "example.com") ? "example.org" : "example.com",
    };

    private static IEnumerable<AbsentTarget> Absent(PlatformSettings settings)
    {
        if (!settings.Hosts.Any(host => host.Ec2 is not null))
        {
            yield return new(TargetKind.MetadataIpv4, "no host is in a cloud that Stratus knows of");
            yield return new(TargetKind.MetadataIpv6, "no host is in a cloud that Stratus knows of");
        }
        else
        {
            yield return new(TargetKind.MetadataIpv6, "Stratus creates instances whose metadata service answers over IPv4 only");
        }
        if (settings.Proof.Internet)
        {
            yield return new(TargetKind.InternetSctp, "no public server is known that takes SCTP");
            yield break;
        }
        foreach (var kind in new[]
        {
            TargetKind.DnsName, TargetKind.DnsTcp, TargetKind.DnsForeignResolver, TargetKind.InternetIpv4, TargetKind.InternetIpv6,
            TargetKind.InternetUdp, TargetKind.InternetIcmp, TargetKind.InternetSctp,
        }) yield return new(kind, NoInternet);
    }
}
