using System.Text.RegularExpressions;

namespace Stratus.Core.Settings.Formats;

/// <summary>The shape of an image's name.</summary>
internal static partial class ImageReference
{
    /// <summary>What is wrong with an image that has to be pinned: null for nothing, empty where the rule says enough.</summary>
    public static string? Problem(string text) =>
        Pinned().IsMatch(text) ? null : text.Contains("@sha256:", StringComparison.Ordinal) ? "" : "it is not pinned by a digest, and a tag may name another image tomorrow";

    [GeneratedRegex(@"\A[a-z0-9]+([.:_-][a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?@sha256:[0-9a-f]{64}\z")]
    private static partial Regex Pinned();
}
