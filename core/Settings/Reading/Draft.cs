using System.Collections.Immutable;

namespace Stratus.Core.Settings.Reading;

/// <summary>A value and where it stands in the stack file.</summary>
internal readonly record struct Placed<T>(string Path, T Value);

/// <summary>
/// The settings as far as they could be read. A wrong text is empty and a wrong role or environment has no name, so that the rules
/// between settings pass over what is already reported.
/// </summary>
internal sealed record Draft
{
    public required PlatformEnvironment? Environment { get; init; }

    public required ImmutableArray<Placed<HostSettings>> Hosts { get; init; }

    /// <summary>The hosts that sandboxes run on.</summary>
    public IEnumerable<Placed<HostSettings>> SandboxHosts
    {
        get
        {
            var role = PlatformSettings.SandboxRole(Hosts.Select(host => host.Value));
            return Hosts.Where(host => host.Value.Role == role);
        }
    }

    public required AwsSettings? Aws { get; init; }

    /// <summary>
    /// The ids of the hosts that have a private host key, each with the key's public half: empty where the key is wrong, null where it is
    /// encrypted. Null where all of it is encrypted. The keys themselves are not kept.
    /// </summary>
    public required ImmutableSortedDictionary<string, string?>? HostPrivateKeys { get; init; }

    public required ClusterSettings Cluster { get; init; }

    public required ImmutableArray<SandboxRuntime> Runtimes { get; init; }

    public required SandboxSettings Sandbox { get; init; }

    public required ImmutableArray<Placed<EgressDestination>> Egress { get; init; }

    public required ProofSettings Proof { get; init; }

    /// <summary>The proof's budgets; a RuntimeClass or percentile that is wrong is no number that there is.</summary>
    public required ImmutableArray<Placed<ColdStartBudget>> Budgets { get; init; }

    /// <summary>Whether production's rules hold; false where the environment is unknown, so as not to guess.</summary>
    public bool IsStrict => Environment is PlatformEnvironment.Staging or PlatformEnvironment.Prod;

    public PlatformSettings ToSettings() => new()
    {
        Environment = Environment!.Value,
        Hosts = [.. Hosts.Select(host => host.Value)],
        Aws = Aws,
        Cluster = Cluster,
        Runtimes = Runtimes,
        Sandbox = Sandbox,
        Egress = [.. Egress.Select(destination => destination.Value)],
        Proof = Budgets.IsEmpty ? Proof : Proof with { Budgets = [.. Budgets.Select(budget => budget.Value)] },
    };
}
