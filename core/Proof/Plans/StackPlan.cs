using System.Collections.Immutable;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Runtimes;
using Stratus.Core.Settings;

namespace Stratus.Core.Proof.Plans;

/// <summary>What a stack's settings have the proof look at.</summary>
public static class StackPlan
{
    private static readonly ImmutableArray<LaunchPath> LaunchPaths = [LaunchPath.Job, LaunchPath.Pod];

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
        LaunchPaths = LaunchPaths,
        Allowed = [.. settings.Egress.Select(Allowed).DistinctBy(target => target.Name)],
        Internet = settings.Proof.Internet ? PublicServers(settings) : new(),
        Absent = [.. Absent(settings)],
        Budgets = [.. Budgets(settings)],
        AbsentImages = settings.Proof.AbsentImages,
        Samples = settings.Proof.Samples,
        SandboxesAtOnce = AtOnce(settings.Sandbox, settings.SandboxHosts.Count()),
        Concurrency = Concurrency(settings),
        Lease = TimeSpan.FromSeconds(settings.Proof.LeaseSeconds),
    };

    /// <summary>How many of the proof's sandboxes a node may have at once.</summary>
    // Of the namespace's quota each node has its share, but for one pod: the target among the sandboxes.
    internal static int AtOnce(SandboxSettings sandbox, int hosts) => Math.Clamp((sandbox.MaxSandboxes - 1) / Math.Max(hosts, 1), 1, 32);

    /// <summary>How many starts with its image absent a RuntimeClass gets on a node, where so many images are dealt out to it and the others in turn.</summary>
    internal static int AbsentStarts(int images, int runtimeClass, int runtimeClasses) =>
        Enumerable.Range(0, images).Count(number => number % (runtimeClasses * LaunchPaths.Length) / LaunchPaths.Length == runtimeClass);

    // Budgets for several at once say how many those are.
    private static int Concurrency(PlatformSettings settings) => settings.Proof.Budgets.Select(budget => budget.Concurrency).Where(several => several > 1)
        .FirstOrDefault(Math.Clamp(AtOnce(settings.Sandbox, settings.SandboxHosts.Count()) / 2, 1, 10));

    // The budget that every RuntimeClass has, unless the stack has one of its own in its place; then what else it has.
    private static IEnumerable<Budget> Budgets(PlatformSettings settings)
    {
        var own = settings.Proof.Budgets.Select(budget => new Budget(
            KataShim.Of(budget.Runtime).RuntimeClass, new(budget.Concurrency, budget.ImagePresent), budget.Percentile, TimeSpan.FromMilliseconds(budget.LimitMs)));
        return settings.Runtimes.Select(KataShim.Of)
            .Select(shim => new Budget(shim.RuntimeClass, new(1, true), 95, TimeSpan.FromMilliseconds(settings.Proof.BudgetMs)))
            .Select(usual => own.FirstOrDefault(budget => budget with { Limit = usual.Limit } == usual) ?? usual)
            .Concat(own).Distinct();
    }

    // Of a range that says no more the first address: whether something answers there is the control's to find out.
    private static AllowedTarget Allowed(EgressDestination destination)
    {
        var address = destination.Host ?? destination.Answers ?? destination.Cidr!.Split('/')[0];
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
