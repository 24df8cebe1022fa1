using Spectre.Console;
using Stratus.Cli.Rendering;
using Stratus.Core.Settings.Formats;

namespace Stratus.Cli.Hosts;

/// <summary>What every report of a machine looks like to a person: a heading, labelled rows, and the host key.</summary>
internal static class HostLines
{
    /// <summary>The machine and the verdict.</summary>
    public static void WriteHeading(HostContact contact, Span verdict, string counts, TerminalLines lines) => lines.Write(
        new Span(contact.Name, TerminalLines.Strong), contact.Address is { } address ? $" ({address})" : "", "  ", verdict, counts);

    /// <summary>Why the machine was not asked; nothing where it was.</summary>
    public static IEnumerable<(Span Label, string Text)> NotAsked(HostContact contact)
    {
        if (contact.Error is not { } error) yield break;
        yield return (new("not asked", TerminalLines.Loud), error.Cause);
        // What is said of the key itself comes below it.
        if (contact.OfferedHostKey is null) yield return (Quiet(""), $"fix: {error.Fix}");
    }

    /// <summary>A label for what explains.</summary>
    public static Span Quiet(string label) => new(label, TerminalLines.Quiet);

    /// <summary>Rows: on a terminal a table that wraps, else lines that never do.</summary>
    public static void WriteRows(IReadOnlyList<(Span Label, string Text)> rows, IAnsiConsole console, TerminalLines lines)
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

    /// <summary>The host key, and what to do about it. Written past the table: a line that is pasted must not be broken.</summary>
    public static void WriteHostKey(HostContact contact, IAnsiConsole console, TerminalLines lines)
    {
        var writer = console.Profile.Out.Writer;
        if (contact.OfferedHostKey is { } offered)
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
        else if (contact.HostKey is { } key)
        {
            if (contact.HostKeyUnseen)
                lines.Write(new Span("  ITS HOST KEY WAS ACCEPTED UNSEEN. Compare it with the machine's console first.", TerminalLines.Loud));
            lines.Write(new Span($"  host key {HostKey.Fingerprint(key)}, to pin:", TerminalLines.Quiet));
            writer.Write($"    hostKey: {key}\n");
        }
    }

    // The name that sshd's own files have.
    private static string Kind(string key) => key.StartsWith("ecdsa", StringComparison.Ordinal) ? "ecdsa" : "ed25519";
}
