using System.Text.Json.Nodes;
using Spectre.Console;
using Stratus.Cli.Rendering;
using Stratus.Core.Settings.Formats;

namespace Stratus.Cli.Doctor;

/// <summary>Reports as a person reads them: on a terminal a table that wraps, else lines that never do.</summary>
internal static class DoctorTerminal
{
    /// <summary>Writes the reports.</summary>
    /// <param name="reports">What was found.</param>
    /// <param name="console">Where to.</param>
    /// <param name="verbose">Whether what is in order is listed too.</param>
    public static void Write(IReadOnlyList<HostReport> reports, IAnsiConsole console, bool verbose)
    {
        var lines = new TerminalLines(console);
        foreach (var report in reports.OrderBy(report => Rank(report.Verdict)))
        {
            WriteHeading(report, lines);
            WriteRows([.. Rows(report, verbose)], console, lines);
            WriteHostKey(report, console, lines);
            lines.Space();
        }
        if (reports.Count > 1)
            lines.Write(new Span(Totals(reports), TerminalLines.Strong));
    }

    private static void WriteHeading(HostReport report, TerminalLines lines)
    {
        var counts = report.Findings.IsEmpty ? "" : $": {DoctorWords.Counts(report)}";
        lines.Write(
            new Span(report.Name, TerminalLines.Strong), new Span(report.Address is { } address ? $" ({address})" : ""), "  ",
            new Span(DoctorWords.Of(report.Verdict), StyleOf(report.Verdict)), counts);
    }

    private static IEnumerable<(Span Label, string Text)> Rows(HostReport report, bool verbose)
    {
        if (report.Error is { } error)
        {
            yield return (new("not asked", TerminalLines.Loud), error.Cause);
            // What is said of the key itself comes below it.
            if (report.OfferedHostKey is null) yield return (Quiet(""), $"fix: {error.Fix}");
        }
        foreach (var finding in report.Findings.Where(finding => verbose || finding.Severity != Severity.Ok))
        {
            var concerned = finding.Concerned.Count == 0 ? "" : $" (for {string.Join(", ", finding.Concerned)})";
            yield return (new(DoctorWords.Of(finding.Severity), StyleOf(finding.Severity)), $"{finding.Check}: {finding.Found}{concerned}");
            foreach (var (label, text) in (IEnumerable<(string, string)>)[("why", finding.Why), ("fix", finding.Fix), ("verify", finding.Verify)])
                if (text.Length > 0) yield return (Quiet(""), $"{label}: {text}");
        }
        var fine = report.Findings.Count(finding => finding.Severity == Severity.Ok);
        if (!verbose && fine > 0) yield return (new("ok", TerminalLines.Added), $"{fine} {(fine == 1 ? "check" : "checks")}; --verbose lists them");
        if (report.Facts.Count > 0) yield return (Quiet("machine"), Machine(report.Facts, verbose));
    }

    private static void WriteRows(IReadOnlyList<(Span Label, string Text)> rows, IAnsiConsole console, TerminalLines lines)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            foreach (var (label, text) in rows) lines.Write($"  {label.Text,-10}{text}");
            return;
        }
        var table = new Table().NoBorder().HideHeaders()
            .AddColumn(new TableColumn("").NoWrap().Padding(0, 0, 1, 0)).AddColumn(new TableColumn("").Padding(0, 0, 0, 0));
        foreach (var (label, text) in rows)
            table.AddRow(new Text($"  {label.Text}", label.Style), new Text(VisibleText.SourceLine(text)));
        if (rows.Count > 0) console.Write(table);
    }

    // Written past the table: a line that is pasted must not be broken.
    private static void WriteHostKey(HostReport report, IAnsiConsole console, TerminalLines lines)
    {
        var writer = console.Profile.Out.Writer;
        if (report.OfferedHostKey is { } offered)
        {
            lines.Write($"  It shows the host key {HostKey.Fingerprint(offered)}.");
            lines.Write("  That alone proves nothing: whoever sits in between can show a key.");
            lines.Write("  Compare it with what the machine's own console says, not over SSH:");
            writer.Write($"    ssh-keygen -lf /etc/ssh/ssh_host_{Kind(offered)}_key.pub\n");
            lines.Write("  When they are equal, pin it in the stack file:");
            writer.Write($"    hostKey: {offered}\n");
            lines.Write("  or here:");
            writer.Write($"    --host-key '{offered}'\n");
            lines.Write("  A new machine without a console: --accept-new-host-key trusts who answers.");
        }
        else if (report.HostKey is { } key)
        {
            if (report.HostKeyUnseen)
                lines.Write(new Span("  ITS HOST KEY WAS ACCEPTED UNSEEN. Compare it with the machine's console first.", TerminalLines.Loud));
            lines.Write(new Span($"  host key {HostKey.Fingerprint(key)}, to pin:", TerminalLines.Quiet));
            writer.Write($"    hostKey: {key}\n");
        }
    }

    // The name that sshd's own files have.
    private static string Kind(string key) => key.StartsWith("ecdsa", StringComparison.Ordinal) ? "ecdsa" : "ed25519";

    private static string Machine(JsonObject facts, bool verbose) => string.Join(", ",
        facts.Where(fact => verbose || fact.Key is "architecture" or "kernel" or "distribution" or "virtualization" or "cpus" or "memoryMib" or "freeMib")
            .Select(fact => $"{fact.Key} {(fact.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : fact.Value?.ToJsonString())}"));

    private static string Totals(IReadOnlyList<HostReport> reports) =>
        $"{reports.Count} hosts: " + string.Join(", ", reports.GroupBy(report => report.Verdict).OrderBy(group => Rank(group.Key))
            .Select(group => $"{group.Count()} {DoctorWords.Of(group.Key)}"));

    private static int Rank(Verdict verdict) => verdict switch { Verdict.NotReady => 0, Verdict.NotChecked => 1, _ => 2 };

    private static Span Quiet(string label) => new(label, TerminalLines.Quiet);

    private static Style StyleOf(Verdict verdict) => verdict == Verdict.Ready ? TerminalLines.Added : TerminalLines.Loud;

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Fatal => TerminalLines.Loud,
        Severity.Ok => TerminalLines.Added,
        _ => TerminalLines.Changed,
    };
}
