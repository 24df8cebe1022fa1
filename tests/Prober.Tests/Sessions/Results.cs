using Stratus.Core.Proof;
using Stratus.Prober.Sessions;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>What comes out of runs that were made up.</summary>
internal static class Results
{
    /// <summary>A run with its verdict and its signed report.</summary>
    public static SmokeResult Of(ProofRun run) => new(run, Judge.Of(run), ProofKeys.Sign(run));
}
