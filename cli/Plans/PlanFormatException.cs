using Stratus.Cli.Rendering;

namespace Stratus.Cli.Plans;

/// <summary>A file is not a plan that this version reads. The message names every mistake and says what to do.</summary>
public sealed class PlanFormatException : Exception
{
    private const int Shown = 20;
    private const int Longest = 400;

    /// <summary>Creates the error.</summary>
    /// <param name="mistakes">One line each, starting with the path of what is wrong.</param>
    /// <param name="fix">What to do about it.</param>
    public PlanFormatException(IReadOnlyList<string> mistakes, string fix)
        : base(Describe(mistakes, fix)) => Mistakes = mistakes;

    /// <summary>Every mistake, one line each, starting with the path of what is wrong.</summary>
    public IReadOnlyList<string> Mistakes { get; }

    private static string Describe(IReadOnlyList<string> mistakes, string fix)
    {
        var lines = mistakes.Take(Shown).Select(mistake => $"  - {VisibleText.Clip(mistake, Longest)}").Prepend("this is not a plan:");
        if (mistakes.Count > Shown)
        {
            lines = lines.Append($"  - and {mistakes.Count - Shown} more");
        }

        return string.Join('\n', lines.Append(fix));
    }
}
