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
        return $"{Count(scope.Nodes.Length, "node")} × {Count(runtimes, "RuntimeClass", "RuntimeClasses")} × {Count(scope.LaunchPaths.Length, "launch path")}: "
            + $"{Count(run.Observations.Length, "observation")}, {Count(run.ColdStarts.Length, "cold start")}";
    }

    /// <summary>How much of a check or promise held.</summary>
    public static string Held(int held, int findings) =>
        findings == 0 ? $"{Number(held)} of {Number(held)}" : $"{Number(held)} held, {Number(findings)} did not";

    /// <summary>A moment, to the second.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A span of time as a person says it.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => Number(span.TotalDays, " days"),
        { TotalHours: >= 2 } => Number(span.TotalHours, " hours"),
        { TotalMinutes: >= 2 } => Number(span.TotalMinutes, " minutes"),
        _ => Number(span.TotalSeconds, " seconds"),
    };

    /// <summary>A time in milliseconds.</summary>
    public static string Milliseconds(TimeSpan time) => Number(time.TotalMilliseconds, " ms");

    /// <summary>A share as a signed percentage.</summary>
    public static string Percent(double share) => share.ToString("+0 %;−0 %;0 %", CultureInfo.InvariantCulture);

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count of things.</summary>
    public static string Count(int count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    private static string Those(ProofVerdict verdict, Outcome outcome) =>
        string.Join(", ", verdict.Properties.Where(property => property.Outcome == outcome).Select(property => Of(property.Property)));

    private static string Number(double number, string unit) =>
        number.ToString(Math.Abs(number) < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture) + unit;
}
