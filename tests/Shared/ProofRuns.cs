using System.Collections.Immutable;
using System.Globalization;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Egress;

namespace Stratus.Tests.Shared;

/// <summary>Runs of the proof as a healthy cluster would give them, made up from a seed. No cluster was asked: these are for tests only.</summary>
internal static class ProofRuns
{
    public static readonly DateTimeOffset Started = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly Condition OneByOne = new(1, true);

    // Medians of the phases in milliseconds, in their order; guests of another kernel need longer. Null: there is no such phase.
    private static readonly (RuntimeClass Runtime, double?[] Medians, int Budget)[] Runtimes =
    [
        (new("kata-fc", "kata-fc", RuntimeKind.MicroVm), [12, 25, 340, 160, 8, 45], 2000),
        (new("kata-clh", "kata-clh", RuntimeKind.MicroVm), [12, 25, 420, 190, 8, 45], 2000),
        (new("kata-qemu", "kata-qemu", RuntimeKind.MicroVm), [12, 25, 650, 420, 8, 60], 3000),
        (new("gvisor", "runsc", RuntimeKind.GVisor), [12, 25, null, 310, 8, 55], 1500),
    ];

    public static Scope Scope(int nodes = 3, int runtimes = 4) => new()
    {
        Nodes = [.. Enumerable.Range(1, nodes).Select(number => $"node{number}")],
        RuntimeClasses = [.. Runtimes.Take(runtimes).Select(runtime => runtime.Runtime)],
        LaunchPaths = [LaunchPath.Job, LaunchPath.Pod],
        Targets = Targets,
        Absent = [new(TargetKind.InternetSctp, "the nodes' kernel has no SCTP")],
        Budgets = [.. Runtimes.Take(runtimes).SelectMany(runtime => new Budget[]
        {
            new(runtime.Runtime.Name, OneByOne, 95, TimeSpan.FromMilliseconds(runtime.Budget)),
            new(runtime.Runtime.Name, OneByOne, 100, TimeSpan.FromMilliseconds(2 * runtime.Budget)),
        })],
    };

    /// <summary>A run in which everything holds.</summary>
    /// <param name="seed">Equal seeds give equal runs.</param>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="runtimes">How many of the RuntimeClasses.</param>
    /// <param name="starts">How many cold starts in each place.</param>
    /// <param name="slower">By which factor every start is slower.</param>
    public static ProofRun Healthy(int seed = 1, int nodes = 3, int runtimes = 4, int starts = 10, double slower = 1)
    {
        var random = new Random(seed);
        var scope = Scope(nodes, runtimes);
        var started = Started.AddDays(seed);
        return new()
        {
            Id = $"proof-{started:yyyyMMdd}-{seed:x8}",
            Stack = "prod",
            Started = started,
            Finished = started.AddMinutes(3),
            Tool = "0.1.0",
            LockDigest = Hex(random, 32),
            Versions = ImmutableSortedDictionary<string, string>.Empty.Add("containerd", "v2.9.9").Add("k3s", "v9.9.9+k3s1").Add("kata", "9.9.9"),
            Scope = scope,
            Nodes = [.. scope.Nodes.Select(name => new NodeFacts
            {
                Name = name,
                BootId = Guid(random),
                Kernel = "6.1.0-99-amd64",
                Architecture = "amd64",
                ClockOffset = TimeSpan.FromMicroseconds(random.Next(-4000, 4000)),
                ClockUncertainty = TimeSpan.FromMicroseconds(random.Next(300, 2000)),
            })],
            Observations = [.. Observations(scope, started, random)],
            ColdStarts = [.. scope.Places().SelectMany(place => Enumerable.Range(0, starts).Select(number => Start(place, number, started, random, slower)))],
        };
    }

    /// <summary>An observation as it must be, with the control that gives it its meaning.</summary>
    public static Observation Observation(Check check, Place place, string target, DateTimeOffset at, string pod = "sandbox-1") => new()
    {
        Check = check.Id,
        Place = place,
        Target = target,
        Seen = check.Must,
        Evidence = new()
        {
            What = Words(check, target),
            Pod = $"stratus-proof/{pod}",
            Node = place.Node,
            At = at,
            Facts = ImmutableSortedDictionary<string, string>.Empty.Add("probe", check.Id).Add("waitedMilliseconds", "1000"),
        },
        Control = new()
        {
            Target = target,
            Seen = Seen.Open,
            Evidence = new() { What = "got through", Pod = $"stratus-control/control-{place.Node}", Node = place.Node, At = at.AddMilliseconds(-400) },
        },
    };

    private static ImmutableArray<EgressTarget> Targets { get; } =
    [
        new("pod-same-namespace", TargetKind.PodSameNamespace, "10.42.0.17:8080/tcp", false),
        new("pod-other-namespace", TargetKind.PodOtherNamespace, "10.42.1.23:8080/tcp", false),
        new("service", TargetKind.ServiceIp, "10.43.12.9:80/tcp", false),
        new("node", TargetKind.NodeIp, "192.0.2.11:22/tcp", false),
        new("kubelet", TargetKind.Kubelet, "192.0.2.11:10250/tcp", false),
        new("api-server", TargetKind.ApiServer, "10.43.0.1:443/tcp", false),
        new("metadata-ipv4", TargetKind.MetadataIpv4, "169.254.169.254:80/tcp", false),
        new("metadata-ipv6", TargetKind.MetadataIpv6, "[fd00:ec2::254]:80/tcp", false),
        new("dns-other-name", TargetKind.DnsName, "10.43.0.10:53/udp exfil.example", false),
        new("dns-tcp", TargetKind.DnsTcp, "10.43.0.10:53/tcp exfil.example", false),
        new("dns-foreign", TargetKind.DnsForeignResolver, "198.51.100.53:53/udp", false),
        new("internet-ipv4", TargetKind.InternetIpv4, "198.51.100.7:443/tcp", false),
        new("internet-ipv6", TargetKind.InternetIpv6, "[2001:db8::7]:443/tcp", false),
        new("internet-udp", TargetKind.InternetUdp, "198.51.100.7:443/udp", false),
        new("internet-icmp", TargetKind.InternetIcmp, "198.51.100.7 icmp", false),
        new("package-mirror", TargetKind.InternetIpv4, "203.0.113.20:443/tcp mirror.example", true),
    ];

    private static IEnumerable<Observation> Observations(Scope scope, DateTimeOffset started, Random random) =>
        from check in Checks.All
        where check.Property != Property.ColdStart
        from runtime in scope.RuntimeClasses
        where check.Kinds.Contains(runtime.Kind)
        from place in scope.Places()
        where place.RuntimeClass == runtime.Name
        from target in check.Id switch
        {
            Checks.EgressDenied => scope.Targets.Where(target => !target.Allowed).Select(target => target.Name),
            Checks.EgressAllowed => scope.Targets.Where(target => target.Allowed).Select(target => target.Name),
            _ => [""],
        }
        from number in Enumerable.Range(1, check.Least)
        select Observation(check, place, target, started.AddMilliseconds(random.Next(1000, 170_000)), $"{place.RuntimeClass}-{place.Node}-{number}");

    private static ColdStart Start(Place place, int number, DateTimeOffset started, Random random, double slower)
    {
        var medians = Runtimes.First(runtime => runtime.Runtime.Name == place.RuntimeClass).Medians;
        var since = 0.0;
        var milestones = medians.Select(median => median is null ? (TimeSpan?)null
            : TimeSpan.FromMicroseconds(Math.Round(1000 * (since += slower * LogNormal(random, median.Value, 0.22))))).ToArray();
        return new()
        {
            Place = place,
            Condition = OneByOne,
            Pod = $"stratus-proof/start-{place.RuntimeClass}-{place.Node}-{number}",
            Requested = started.AddMilliseconds(random.Next(1000, 150_000)),
            Admitted = milestones[0],
            Scheduled = milestones[1],
            GuestBooted = milestones[2],
            SandboxCreated = milestones[3],
            Pulled = milestones[4],
            FirstInstruction = milestones[5],
        };
    }

    /// <summary>A time whose logarithm is normal: most near the median, some far above it.</summary>
    public static double LogNormal(Random random, double median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return median * Math.Exp(sigma * normal);
    }

    private static string Words(Check check, string target) => check.Id switch
    {
        Checks.EgressDenied => $"no answer from {target} in 1,000 ms, nothing refused",
        Checks.EgressAllowed => $"{target} answered",
        _ => $"{check.Claim.TrimEnd('.')}: seen",
    };

    private static string Guid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString("D", CultureInfo.InvariantCulture);
    }

    private static string Hex(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
