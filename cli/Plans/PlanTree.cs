using System.Text.Json.Nodes;
using Spectre.Console;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Plans;

/// <summary>A plan as a person reads it on a terminal or in a log: the tree, outputs, warnings and counts.</summary>
public static class PlanTree
{
    /// <summary>
    /// Writes a plan. Where the output is no terminal it is plain text in which nothing is wrapped or cut.
    /// </summary>
    /// <param name="plan">The plan; its resources may be in any order.</param>
    /// <param name="console">Where to.</param>
    /// <param name="full">
    /// True to show every resource and every input, scripts included; false to collapse what is alike and to show one line each.
    /// </param>
    public static void Write(Plan plan, IAnsiConsole console, bool full)
    {
        var lines = new TerminalLines(console);
        lines.Write(new Span($"Preview of stack {plan.Stack} of project {plan.Project}", TerminalLines.Strong));
        lines.Space();
        new PlanTreeBranches(plan, lines, full).Write();
        WriteOutputs(plan.Outputs, lines, full);
        WriteWarnings(plan.Warnings, lines);
        lines.Space();
        lines.Write(new Span("Resources:", TerminalLines.Strong));
        lines.Write(new Span($"    + {plan.Resources.Count} to create", TerminalLines.Added));
        lines.Space();
        lines.Write("Nothing was applied and no host was contacted; `pulumi up` applies. What only a host or a cluster can say is "
            + PlanValue.UnknownText + ".");
    }

    private static void WriteOutputs(JsonObject outputs, TerminalLines lines, bool full)
    {
        if (outputs.Count == 0) return;
        lines.Space();
        lines.Write(new Span("Outputs:", TerminalLines.Strong));
        foreach (var line in ValueLines.Of(outputs, full))
        {
            lines.Write("    ", line);
        }
    }

    private static void WriteWarnings(IReadOnlyList<string> warnings, TerminalLines lines)
    {
        if (warnings.Count == 0) return;
        lines.Space();
        lines.Write(new Span($"Warnings ({warnings.Count}):", TerminalLines.Changed));
        foreach (var warning in warnings)
        {
            var first = true;
            foreach (var line in VisibleText.Lines(warning))
            {
                lines.Write(first ? "    - " : "      ", new Span(line, TerminalLines.Changed));
                first = false;
            }
        }
    }
}
