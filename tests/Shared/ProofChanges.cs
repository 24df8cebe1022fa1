using Stratus.Core.Proof;

namespace Stratus.Tests.Shared;

/// <summary>A run with one thing changed in it.</summary>
internal static class ProofChanges
{
    /// <summary>The run with the first observation of a check, and of a target where one is named, changed.</summary>
    public static ProofRun Changed(this ProofRun run, string check, Func<Observation, Observation> change, string? target = null)
    {
        var found = run.Observations.First(one => one.Check == check && (target is null || one.Target == target));
        return run with { Observations = run.Observations.Replace(found, change(found)) };
    }
}
