using System.Globalization;
using System.Text.RegularExpressions;

namespace Stratus.Core.Settings.Formats;

/// <summary>Kubernetes quantities: <c>500m</c>, <c>1.5</c>, <c>512Mi</c>, <c>2e3</c>.</summary>
public static partial class Quantity
{
    private static readonly Dictionary<string, double> Suffixes = new(StringComparer.Ordinal)
    {
        ["n"] = 1e-9,
        ["u"] = 1e-6,
        ["m"] = 1e-3,
        [""] = 1,
        ["k"] = 1e3,
        ["M"] = 1e6,
        ["G"] = 1e9,
        ["T"] = 1e12,
        ["P"] = 1e15,
        ["E"] = 1e18,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
        ["Ei"] = 1L << 60,
    };

    /// <summary>Reads a quantity.</summary>
    /// <param name="text">The quantity, without a sign.</param>
    /// <param name="value">Its value in the unit of what it counts (cores, bytes); 0 where the text is none.</param>
    /// <returns>False where the text is not a quantity.</returns>
    public static bool TryParse(string? text, out double value)
    {
        value = 0;
        if (Shape().Match(text ?? "") is not { Success: true } match) return false;
        var suffix = match.Groups["suffix"].Value;
        var scale = Suffixes.TryGetValue(suffix, out var known) ? known : double.Parse("1" + suffix, CultureInfo.InvariantCulture);
        value = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * scale;
        return true;
    }

    internal static string? Problem(string text, string least, string most)
    {
        if (!TryParse(text, out var value)) return "";
        if (TryParse(least, out var minimum) && value < minimum) return $"less than {least}";
        return TryParse(most, out var maximum) && value > maximum ? $"more than {most}" : null;
    }

    [GeneratedRegex(@"\A(?<number>[0-9]{1,18}(\.[0-9]{1,9})?)(?<suffix>[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2}|)\z")]
    private static partial Regex Shape();
}
