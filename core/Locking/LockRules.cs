using System.Text.RegularExpressions;

namespace Stratus.Core.Locking;

/// <summary>What a field of the lock may hold: null, or what is wrong, as the end of a sentence that starts with the value.</summary>
internal static partial class LockRules
{
    public static string? Why(string text) => string.IsNullOrWhiteSpace(text) ? "must say why this one" : null;

    public static string? ExactVersion(string text) =>
        Exact().IsMatch(text) ? null : "must be an exact version such as v1.36.3+k3s1: a floating one, latest above all, changes under your feet";

    public static string? Sha256(string text) => Hex().IsMatch(text) ? null : "must be 64 lower-case hex digits, or empty where it is unknown";

    public static string? Digest(string text) =>
        text.Length == 0 || (text.StartsWith("sha256:", StringComparison.Ordinal) && text.Length > 7 && Hex().IsMatch(text[7..]))
            ? null : "must be sha256: and 64 lower-case hex digits, or empty where it is unknown";

    public static string? Https(string text) => IsAddress(text, "https") ? null : "must be an https:// address";

    public static string? ChartRepository(string text) =>
        IsAddress(text, "https") || IsAddress(text, "oci") ? null : "must be an https:// or oci:// address";

    public static string? ImageRepository(string text) =>
        Repository().IsMatch(text) ? null : "must be a repository with its registry and without a tag, such as docker.io/library/busybox";

    /// <summary>A version that was changed without its address would pin the old file under the new name.</summary>
    public static string? Mentions(string url, string version) =>
        url.Contains(version, StringComparison.Ordinal) || url.Contains(Uri.EscapeDataString(version), StringComparison.Ordinal)
            ? null : $"must name the version {version}";

    private static bool IsAddress(string text, string scheme) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == scheme && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    [GeneratedRegex(@"\Av?[0-9]+(\.[0-9]+){1,3}([-+][0-9A-Za-z.+-]+)?\z")]
    private static partial Regex Exact();

    [GeneratedRegex(@"\A([0-9a-f]{64})?\z")]
    private static partial Regex Hex();

    [GeneratedRegex(@"\A[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?(/[a-z0-9._-]+)+\z")]
    private static partial Regex Repository();
}
