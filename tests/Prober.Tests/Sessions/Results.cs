using Stratus.Core.Proof;
using Stratus.Core.Proof.History;
using Stratus.Prober.Sessions;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>What comes out of runs that were made up.</summary>
internal static class Results
{
    /// <summary>A run with its verdict and its signed report, beside earlier ones.</summary>
    public static SmokeResult Of(ProofRun run, params ProofRun[] earlier) => new(run, Judge.Of(run), ProofKeys.Sign(run), RunHistory.Of(run, earlier));
}
