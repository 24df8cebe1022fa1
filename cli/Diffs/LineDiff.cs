using System.Globalization;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Diffs;

/// <summary>Two texts as a unified diff of their lines.</summary>
internal static class LineDiff
{
    /// <summary>More edits than these are shown as one removal and one addition: the search grows with their square.</summary>
    private const int MostEdits = 1000;

    /// <summary>The lines of a unified diff: hunk headers, context, <c>-</c> and <c>+</c>. Empty where the texts are equal.</summary>
    public static IReadOnlyList<string> Unified(string old, string now, int context = 3)
    {
        var script = Script(Lines(old), Lines(now));
        var lines = new List<string>();
        foreach (var (start, end) in Hunks(script, context))
        {
            var hunk = script[start..end];
            var oldStart = script.Take(start).Count(line => line[0] != '+') + 1;
            var newStart = script.Take(start).Count(line => line[0] != '-') + 1;
            var oldCount = hunk.Count(line => line[0] != '+');
            var newCount = hunk.Count(line => line[0] != '-');
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"@@ -{oldStart},{oldCount} +{newStart},{newCount} @@"));
            lines.AddRange(hunk);
        }

        return lines;
    }

    // A missing line feed at the end is a difference; its mark stays on the line it belongs to.
    private static string[] Lines(string text)
    {
        if (text.Length == 0) return [];
        var lines = VisibleText.Lines(text);
        if (!text.EndsWith('\n')) lines[^1] += " (no line feed at the end)";
        return lines;
    }

    private static IEnumerable<(int Start, int End)> Hunks(List<string> script, int context)
    {
        var (start, end) = (-1, -1);
        for (var index = 0; index < script.Count; index++)
        {
            if (script[index][0] == ' ') continue;
            if (start >= 0 && index - context > end)
            {
                yield return (start, end);
                start = -1;
            }

            if (start < 0) start = Math.Max(0, index - context);
            end = Math.Min(script.Count, index + context + 1);
        }

        if (start >= 0) yield return (start, end);
    }

    private static List<string> Script(string[] old, string[] now)
    {
        var prefix = old.AsSpan().CommonPrefixLength(now);
        var suffix = 0;
        while (suffix < Math.Min(old.Length, now.Length) - prefix && old[^(suffix + 1)] == now[^(suffix + 1)]) suffix++;
        var middle = Middle(old[prefix..^suffix], now[prefix..^suffix]);
        return [.. old.Take(prefix).Select(line => $" {line}"), .. middle, .. old.TakeLast(suffix).Select(line => $" {line}")];
    }

    // Myers' greedy search: the furthest reach on every diagonal for each number of edits, then the way back.
    private static List<string> Middle(string[] old, string[] now)
    {
        var most = Math.Min(old.Length + now.Length, MostEdits);
        var reach = new int[(2 * most) + 3];
        var trace = new List<int[]>();
        for (var edits = 0; edits <= most; edits++)
        {
            trace.Add([.. reach]);
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = Next(reach, most + 1, diagonal, edits);
                while (x < old.Length && x - diagonal < now.Length && old[x] == now[x - diagonal]) x++;
                reach[most + 1 + diagonal] = x;
                if (x >= old.Length && x - diagonal >= now.Length) return Back(old, now, trace, most + 1);
            }
        }

        return [.. old.Select(line => $"-{line}"), .. now.Select(line => $"+{line}")];
    }

    private static int Next(int[] reach, int middle, int diagonal, int edits) =>
        IsInsertion(reach, middle, diagonal, edits) ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1;

    private static bool IsInsertion(int[] reach, int middle, int diagonal, int edits) =>
        diagonal == -edits || (diagonal != edits && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]);

    private static List<string> Back(string[] old, string[] now, List<int[]> trace, int middle)
    {
        var lines = new List<string>();
        var (x, y) = (old.Length, now.Length);
        for (var edits = trace.Count - 1; edits > 0; edits--)
        {
            var isInsertion = IsInsertion(trace[edits], middle, x - y, edits);
            var diagonal = isInsertion ? x - y + 1 : x - y - 1;
            var before = trace[edits][middle + diagonal];
            while (x > before + (isInsertion ? 0 : 1))
            {
                lines.Add($" {old[--x]}");
                y--;
            }

            lines.Add(isInsertion ? $"+{now[--y]}" : $"-{old[--x]}");
        }

        while (x > 0) lines.Add($" {old[--x]}");
        lines.Reverse();
        return lines;
    }
}
