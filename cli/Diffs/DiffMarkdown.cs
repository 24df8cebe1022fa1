using System.Globalization;
using System.Text;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Diffs;

/// <summary>A diff as a section of a pull request's comment: never longer than it may be, most important first, every foreign text neutralised.</summary>
public static class DiffMarkdown
{
    /// <summary>What fits the comment of a pull request on GitHub, in characters, with room for what stands around it.</summary>
    public const int DefaultLimit = 65_000;

    /// <summary>The least that holds the totals.</summary>
    public const int SmallestLimit = 500;

    /// <summary>So much is kept free for saying what was cut.</summary>
    private const int Reserve = 160;

    /// <summary>Writes a diff as Markdown. The totals always stand first; what does not fit is cut as a whole and counted.</summary>
    /// <param name="diff">The diff.</param>
    /// <param name="limit">The most characters that the text may have; at least <see cref="SmallestLimit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below <see cref="SmallestLimit"/>.</exception>
    public static string Write(PlanDiff diff, int limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, SmallestLimit);
        var page = new StringBuilder(Head(diff));
        var cut = 0;
        foreach (var section in DiffBlocks.Sections(diff))
        {
            // A title stands only where something below it does.
            var title = section.Title;
            foreach (var block in section.Blocks)
            {
                var text = new[] { block.Full, block.Short }.FirstOrDefault(text => page.Length + title.Length + text.Length <= limit - Reserve);
                if (text is null)
                {
                    cut += block.Count;
                    continue;
                }

                page.Append(title).Append(text);
                title = "";
            }
        }

        if (cut > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n**{cut} more not shown here**: the text would not fit. `stratus diff` on the two plans shows all.\n");
        }

        return page.ToString();
    }

    private static string Head(PlanDiff diff)
    {
        var head = new StringBuilder($"## Stack {MarkdownText.Code(VisibleText.Clip(diff.Stack, 60))}\n\n");
        head.Append(diff.IsEmpty ? $"No changes: {DiffWords.Totals(diff)}.\n" : $"**{DiffWords.Totals(diff)}.**\n");
        head.Append($"{DiffWords.Disclaimer}\n");
        if (diff.OtherStack.Length > 0) head.Append($"Compared with stack {MarkdownText.Code(VisibleText.Clip(diff.OtherStack, 40))}.\n");
        return head.ToString();
    }
}
