using System.Globalization;
using System.Text.Json;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;

namespace Stratus.Cli.Reports;

/// <summary>The words that every view of a report uses.</summary>
internal static class ReportWords
{
    /// <summary>An outcome in words.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Holds => "holds",
        Outcome.Broken => "broken",
        _ => "inconclusive",
    };

    /// <summary>A promise in words.</summary>
    public static string Of(Property property) => property switch
    {
        Property.Kernel => "own kernel",
        Property.Ephemeral => "clean state",
        Property.Egress => "egress",
        Property.Surface => "identity and surface",
        _ => "cold start",
    };

    /// <summary>A kind of runtime in words.</summary>
    public static string Of(RuntimeKind kind) => kind switch
    {
        RuntimeKind.MicroVm => "a virtual machine",
        RuntimeKind.GVisor => "gVisor",
        _ => "on the host's kernel",
    };

    /// <summary>A kind of target in words: <c>internet-sctp</c>.</summary>
    public static string Of(TargetKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>What the verdict says, in one sentence.</summary>
    public static string Headline(ProofVerdict verdict)
    {
        var (broken, unproven) = (Those(verdict, Outcome.Broken), Those(verdict, Outcome.Inconclusive));
        return verdict.Outcome switch
        {
            Outcome.Holds => "Every promise was put to the test, in every place, and kept.",
            Outcome.Broken => $"Seen not to hold: {broken}.{(unproven.Length > 0 ? $" Not proven either: {unproven}." : "")}",
            _ => $"Nothing was seen to be broken, and this was not proven: {unproven}.",
        };
    }

    /// <summary>What the run covered.</summary>
    public static string Covered(ProofRun run)
    {
        var (scope, runtimes) = (run.Scope, run.Scope.RuntimeClasses.Length);
        return $"{Figures.Count(scope.Nodes.Length, "node")} × {Figures.Count(runtimes, "RuntimeClass", "RuntimeClasses")} × {Figures.Count(scope.LaunchPaths.Length, "launch path")}: "
            + $"{Figures.Count(run.Observations.Length, "observation")}, {Figures.Count(run.ColdStarts.Length, "cold start")}";
    }

    /// <summary>How much of a check or promise held.</summary>
    public static string Held(int held, int findings) =>
        findings == 0 ? $"{Figures.Number(held)} of {Figures.Number(held)}" : $"{Figures.Number(held)} held, {Figures.Number(findings)} did not";

    /// <summary>A moment, to the second.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A span of time as a person says it.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => Figures.Number(span.TotalDays, " days"),
        { TotalHours: >= 2 } => Figures.Number(span.TotalHours, " hours"),
        { TotalMinutes: >= 2 } => Figures.Number(span.TotalMinutes, " minutes"),
        _ => Figures.Number(span.TotalSeconds, " seconds"),
    };

    private static string Those(ProofVerdict verdict, Outcome outcome) =>
        string.Join(", ", verdict.Properties.Where(property => property.Outcome == outcome).Select(property => Of(property.Property)));
}
