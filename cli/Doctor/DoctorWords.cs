namespace Stratus.Cli.Doctor;

/// <summary>The words that every view of a report uses.</summary>
internal static class DoctorWords
{
    /// <summary>A verdict in words.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Ready => "ready",
        Verdict.NotReady => "not ready",
        _ => "could not be checked",
    };

    /// <summary>How many findings there are of each severity: <c>2 fatal, 1 warning, 30 ok</c>.</summary>
    public static string Counts(HostReport report) => string.Join(", ", report.Findings.GroupBy(finding => finding.Severity)
        .OrderBy(group => group.Key).Select(group => $"{group.Count()} {Of(group.Key, group.Count())}"));

    /// <summary>A severity in words.</summary>
    public static string Of(Severity severity, int count = 1) => severity switch
    {
        Severity.Fatal => "fatal",
        Severity.Unchecked => "unchecked",
        Severity.Warning => count == 1 ? "warning" : "warnings",
        _ => "ok",
    };
}
