using Stratus.Core.Proof;
using Stratus.Core.Proof.History;
using Stratus.Core.Proof.Reports;

namespace Stratus.Cli.Reports;

/// <summary>A report whose signature is good, and what else was asked of it. There is no other way to one than <see cref="Verification"/>.</summary>
internal sealed record VerifiedReport
{
    /// <summary>The report's file.</summary>
    public required string File { get; init; }

    /// <summary>The report and its signature.</summary>
    public required SignedReport Signed { get; init; }

    /// <summary>How long ago the run ended.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>The oldest that it may be; null where nobody asked.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>It beside earlier runs.</summary>
    public required RunHistory History { get; init; }

    /// <summary>The run.</summary>
    public ProofRun Run => Signed.Report.Run;

    /// <summary>What it proves.</summary>
    public ProofVerdict Verdict => Signed.Report.Verdict;

    /// <summary>Why its age is not in order; null where it is, or nobody asked.</summary>
    public string? AgeProblem => MaxAge is not { } most ? null
        : Age > most ? $"it ended {ReportWords.Of(Age)} ago, and may be {ReportWords.Of(most)} old"
        : Age < -ClockTolerance ? $"it ended {ReportWords.Of(-Age)} in the future: this machine's clock or the cluster's is off"
        : null;

    /// <summary>Why it is refused whatever it proves; null where nothing more was asked, or that is in order.</summary>
    public string? Failure => AgeProblem ?? History.Failure;

    /// <summary>Whether everything that was asked holds.</summary>
    public bool Holds => Verdict.Outcome == Outcome.Holds && Failure is null;

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);
}
