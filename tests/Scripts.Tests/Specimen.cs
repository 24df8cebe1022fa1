using System.Security.Cryptography;

namespace Stratus.Scripts.Tests;

/// <summary>A script with parameters under which it succeeds on a fresh <see cref="World"/>.</summary>
internal sealed record Specimen(string Script, IReadOnlyDictionary<string, string> Parameters)
{
    public const string Secret = "open'sesame$(id)";

    /// <summary>What has to be applied before, in order.</summary>
    public IReadOnlyList<Specimen> Before { get; init; } = [];

    /// <summary>What has to be applied before, and itself.</summary>
    public IReadOnlyList<Specimen> Whole => [.. Before, this];

    public static Specimen Preflight { get; } = New("core/Hosts/preflight.sh",
        ("HOST_ID", "host-1"), ("RUNTIMES", "kata-fc kata-qemu"), ("ROLE", "server"), ("ENCRYPTION", "true"), ("POOL_KIND", "none"), ("POOL_DEVICE", ""),
        ("DOWNLOADS", ""), ("GUARDS", "digest"));

    public static Specimen Drift { get; } = New("core/Hosts/drift.sh", ("HOST_ID", "host-1"));

    public static Specimen Preparation { get; } = New("components/Hosts/preparation.sh",
        ("HOST_ID", "host-1"), ("POOL_KIND", "loop"), ("POOL_DEVICE", ""), ("POOL_LOOP_GIB", "8"), ("POOL_NAME", "stratus-pool"));

    public static Specimen PreparationOnDisk { get; } =
        Preparation.With("POOL_KIND", "device").With("POOL_DEVICE", "/dev/disk").With("POOL_LOOP_GIB", "");

    public static Specimen JoinToken { get; } = New("components/Cluster/join-token.sh", ("JOIN_TOKEN", Secret), ("AGENT_TOKEN", Secret + ":agent"));

    public static Specimen K3s { get; } = New("components/Cluster/k3s.sh",
        ("HOST_ID", "host-1"), ("K3S_ROLE", "server"), ("K3S_VERSION", "v9.9.9+k3s1"), ("K3S_CONFIG", """{"token-file":"x"}"""),
        ("K3S_URL_AMD64", "https://mirror.example/k3s"), ("K3S_SHA256_AMD64", FakeK3sSum()),
        ("K3S_URL_ARM64", "https://mirror.example/k3s-arm64"), ("K3S_SHA256_ARM64", ""), ("ALLOW_UNPINNED", "false"))
        with
    { Before = [JoinToken] };

    public static Specimen Agent { get; } = K3s.With("K3S_ROLE", "agent");

    public static Specimen ClusterAccess { get; } =
        New("components/Cluster/cluster-access.sh", ("API_ADDRESS", "203.0.113.7")) with { Before = [JoinToken, K3s] };

    public static Specimen Membership { get; } = New("components/Cluster/membership.sh", ("NODE_NAME", "agent-1"));

    public static Specimen Containerd { get; } =
        New("components/Cluster/containerd.sh", ("K3S_ROLE", "server"), ("POOL_NAME", "stratus-pool")) with { Before = [Preparation, K3s] };

    public static IReadOnlyDictionary<string, Specimen> All { get; } = new Dictionary<string, Specimen>
    {
        ["preflight"] = Preflight,
        ["preparation"] = Preparation,
        ["preparation-disk"] = PreparationOnDisk,
        ["join-token"] = JoinToken,
        ["k3s"] = K3s,
        ["agent"] = Agent,
        ["cluster-access"] = ClusterAccess,
        ["containerd"] = Containerd,
        ["membership"] = Membership,
    };

    public Specimen With(string parameter, string value) =>
        this with { Parameters = new Dictionary<string, string>(Parameters) { ["STRATUS_" + parameter] = value } };

    private static Specimen New(string script, params (string Name, string Value)[] parameters) =>
        new(script, parameters.ToDictionary(parameter => "STRATUS_" + parameter.Name, parameter => parameter.Value));

    private static string FakeK3sSum() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(SourceTree.Fakes, "k3s.sh"))));
}
