using System.Collections.Immutable;
using Stratus.Cli.Hosts;

namespace Stratus.Cli.Doctor;

/// <summary>Asks one machine whether it is fit.</summary>
/// <param name="Question">What it is asked: the preflight.</param>
/// <param name="RuntimeClasses">What it has to run.</param>
internal sealed record Checkup(HostQuestion Question, ImmutableArray<string> RuntimeClasses)
{
    /// <summary>Asks it. Whatever keeps it from answering stands in the report; its findings come worst first.</summary>
    public async Task<HostReport> RunAsync(CancellationToken cancellation)
    {
        var answer = await Question.AskAsync(cancellation);
        var report = new HostReport { Contact = answer.Contact };
        if (answer.Contact.Error is not null) return report;
        if (PreflightReport.Parse(answer.Output) is not { } read) return report with { Contact = answer.Unread };
        report = report with { Facts = read.Facts, Findings = read.Findings };
        if (answer.Contact.Address is not null) report = WithClock(report, read, answer);
        if (answer.Refusal is not null) report = WithRefusal(report, answer.Refusal);
        return report with { Findings = [.. report.Findings.OrderBy(finding => finding.Severity)] };
    }

    private HostReport WithClock(HostReport report, PreflightReport read, HostAnswer answer)
    {
        var skew = ClockSkew.Between(answer.Clock.Sent, read.Began, read.Ended, answer.Clock.Received);
        return report with { SkewSeconds = skew, Findings = report.Findings.Add(ClockSkew.Judge(skew, RuntimeClasses)) };
    }

    // What SSH said of sudo says more than what the script could see.
    private HostReport WithRefusal(HostReport report, HostError refusal) => report with
    {
        Findings = [.. report.Findings.Where(finding => finding.Check != "privilege"),
            new("privilege", Severity.Fatal, Runtimes(Severity.Fatal), refusal.Cause, "modules, devices and units are root's", refusal.Fix, "sudo -n id -u")],
    };

    private ImmutableSortedDictionary<string, Severity> Runtimes(Severity severity) =>
        RuntimeClasses.ToImmutableSortedDictionary(runtime => runtime, _ => severity, StringComparer.Ordinal);
}
