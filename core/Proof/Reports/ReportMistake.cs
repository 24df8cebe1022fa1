using System.Text.Json;

namespace Stratus.Core.Proof.Reports;

/// <summary>Why a tree is not a value, in words that name its members, not this program's types.</summary>
internal static class ReportMistake
{
    /// <summary>The end of a sentence such as <c>it is not a plan: …</c></summary>
    public static string Of(Exception problem)
    {
        var text = problem.Message.Split(" Path: $")[0];
        var names = text.Split('\'').Where((_, index) => index % 2 == 1).ToArray();
        var place = (problem as JsonException)?.Path is { Length: > 2 } path ? path[2..] : "the whole of it";
        return text switch
        {
            _ when text.Contains("missing required properties", StringComparison.Ordinal) => $"it has no {string.Join(", ", names[1..])}",
            _ when text.Contains("could not be mapped", StringComparison.Ordinal) => $"{names[0]} is not known",
            _ when text.Contains("null values", StringComparison.Ordinal) => $"{place} is null, and has to be there",
            _ when text.Contains("could not be converted", StringComparison.Ordinal) => $"{place} is of another kind than it has to be",
            _ => text,
        };
    }
}
