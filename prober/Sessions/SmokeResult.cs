using Stratus.Core.Proof;
using Stratus.Core.Proof.History;

namespace Stratus.Prober.Sessions;

/// <summary>What came out of a run.</summary>
/// <param name="Run">What was seen.</param>
/// <param name="Verdict">What it proves.</param>
/// <param name="Report">The signed report's file.</param>
/// <param name="History">It beside the earlier runs whose reports the cluster keeps.</param>
public sealed record SmokeResult(ProofRun Run, ProofVerdict Verdict, byte[] Report, RunHistory History)
{
    /// <summary>Whether everything holds, and nothing became slower.</summary>
    public bool Holds => Verdict.Outcome == Outcome.Holds && History.Failure is null;
}
