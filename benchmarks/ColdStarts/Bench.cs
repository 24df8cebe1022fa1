using System.Collections.Immutable;
using k8s;
using Stratus.Core.Proof;
using Stratus.Prober.ColdStarts;
using Stratus.Prober.Smoke;

namespace Stratus.Benchmarks.ColdStarts;

/// <summary>Cold starts, timed by the real rounds over an API's stand-in.</summary>
/// <param name="nodes">The nodes on which they start.</param>
/// <param name="runtimes">The RuntimeClasses that start.</param>
/// <param name="paths">In which ways.</param>
internal sealed class Bench(ImmutableArray<string> nodes, ImmutableArray<RuntimeClass> runtimes, ImmutableArray<LaunchPath> paths)
{
    /// <summary>The run that they are of.</summary>
    public SmokeRun Run { get; } = new(new()
    {
        Stack = "benchmark",
        LockDigest = new string('0', 64),
        SandboxNamespace = "sandboxes",
        Image = "registry.example/runtime@sha256:0000000000000000000000000000000000000000000000000000000000000000",
        Nodes = nodes,
        RuntimeClasses = runtimes,
        LaunchPaths = paths,
        Internet = new(),
        Budgets = [],
    }, "b1");

    /// <summary>Times them.</summary>
    public async Task<ColdStartSightings> TimeAsync(IKubernetes cluster, ColdStartOptions options)
    {
        var anchor = new Anchor(cluster, Run);
        await anchor.PutAsync(CancellationToken.None);
        return await new ColdStartRounds(cluster, Run, anchor, Console.Error.WriteLine).RunAsync([.. nodes], options, _ => null, CancellationToken.None);
    }
}
