using Stratus.Core.Networking;

namespace Stratus.Core.Settings.Formats;

/// <summary>What a range of addresses may be.</summary>
internal static class Ranges
{
    public static string? Problem(string text, int widest, int narrowest)
    {
        if (!Cidr.TryParse(text, out var range)) return Cidr.Problem(text);
        return range.Prefix < widest || range.Prefix > narrowest ? $"the prefix must be /{widest} to /{narrowest}" : null;
    }

    public static string? EgressProblem(string text)
    {
        if (!Cidr.TryParse(text, out var range)) return Cidr.Problem(text);
        return CloudMetadata.Within(range).FirstOrDefault() is { } address
            ? $"it holds {address}, a cloud's metadata service, which hands out credentials" : null;
    }
}
