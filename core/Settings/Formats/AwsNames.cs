using System.Text.RegularExpressions;

namespace Stratus.Core.Settings.Formats;

/// <summary>
/// The shapes of AWS's names and ids. A check returns null for a good text, else what is wrong (empty: the rule says enough).
/// </summary>
internal static partial class AwsNames
{
    // What Stratus sets itself, and what AWS keeps for its own.
    private static readonly string[] ReservedTags = ["Name", "aws:", "stratus.infra/", Naming.Labels.ManagedBy];

    public static string? Region(string text) => RegionName().IsMatch(text) ? null : "";

    public static string? Vpc(string text) => Id().Match(text) is { Success: true } id && id.Groups["kind"].Value == "vpc" ? null : "";

    public static string? Subnet(string text) => Id().Match(text) is { Success: true } id && id.Groups["kind"].Value == "subnet" ? null : "";

    public static string? ImageOwner(string text) => Owner().IsMatch(text) ? null : "";

    public static string? ImageName(string text)
    {
        if (!Image().IsMatch(text)) return "";
        return text[0] is '*' or '?' ? "a pattern that begins with a wildcard finds whatever its owner has published" : null;
    }

    public static string? Tag(string text) => TagText().IsMatch(text) ? null : "a character that EC2 does not allow in tags";

    public static string? TagKey(string text) => Tag(text) ?? ReservedTags
        .Where(reserved => text == reserved || (reserved[^1] is ':' or '/' && text.StartsWith(reserved, StringComparison.OrdinalIgnoreCase)))
        .Select(reserved => $"{reserved} is reserved").FirstOrDefault();

    /// <summary>EC2 imports Ed25519 and RSA keys only (EC2 API, ImportKeyPair), and of those one is enough.</summary>
    public static string? LoginKey(string text) => text.StartsWith("ssh-ed25519 ", StringComparison.Ordinal)
        ? HostKey.Problem(text) : "an Ed25519 key is wanted, which EC2 and every sshd take: ssh-keygen -t ed25519";

    [GeneratedRegex(@"\A[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}\z")]
    private static partial Regex RegionName();

    [GeneratedRegex(@"\A(?<kind>vpc|subnet)-([0-9a-f]{8}|[0-9a-f]{17})\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A([0-9]{12}|self|amazon|aws-marketplace)\z")]
    private static partial Regex Owner();

    // EC2's characters for names of images (RegisterImage), and the filter's wildcards.
    [GeneratedRegex(@"\A[A-Za-z0-9()\[\] ./'@_*?-]{3,128}\z")]
    private static partial Regex Image();

    [GeneratedRegex(@"\A[\p{L}\p{N} +=._:/@-]+\z")]
    private static partial Regex TagText();
}
