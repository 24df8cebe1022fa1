using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Stratus.Cli.Hosts;

namespace Stratus.Cli.Doctor;

/// <summary>Whether a machine is fit.</summary>
internal enum Verdict
{
    /// <summary>Nothing stands in the way; there may be warnings.</summary>
    Ready,

    /// <summary>Something stands in the way.</summary>
    NotReady,

    /// <summary>The machine, or something on it, could not be asked.</summary>
    NotChecked,
}

/// <summary>What was found on one machine.</summary>
internal sealed record HostReport
{
    /// <summary>How it was reached.</summary>
    public required HostContact Contact { get; init; }

    /// <summary>By how many seconds its clock is ahead of this machine's, at least; negative: behind. Null for this machine.</summary>
    public double? SkewSeconds { get; init; }

    /// <summary>What the machine is like.</summary>
    public JsonObject Facts { get; init; } = [];

    /// <summary>What the checks found, worst first.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Whether it is fit. What stands in the way is known whatever else could not be asked.</summary>
    public Verdict Verdict =>
        Findings.Any(finding => finding.Severity == Severity.Fatal) ? Verdict.NotReady
        : Contact.Error is not null || Findings.Any(finding => finding.Severity == Severity.Unchecked) ? Verdict.NotChecked
        : Verdict.Ready;
}
