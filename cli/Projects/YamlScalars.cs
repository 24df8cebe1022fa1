using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stratus.Cli.Projects;

/// <summary>
/// The core schema of YAML 1.2, section 10.3.2: what an unquoted scalar means. `yes`, `no` and `1_000` are strings there.
/// </summary>
internal static partial class YamlScalars
{
    /// <summary>The value of a plain scalar: null, bool, integer, float or string.</summary>
    public static JsonNode? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when Integer().IsMatch(text) => Whole(text),
        _ when Based().IsMatch(text) => FromBase(text),
        _ when Fraction().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => number,
        _ => text,
    };

    // An integer too large for 64 bits stays exact as far as JSON allows: as a float.
    private static JsonValue Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : double.Parse(text, CultureInfo.InvariantCulture) is var large && double.IsFinite(large) ? JsonValue.Create(large)
                : JsonValue.Create(text);

    private static JsonValue FromBase(string text)
    {
        try
        {
            return JsonValue.Create(Convert.ToInt64(text[2..], text[1] == 'x' ? 16 : 8));
        }
        catch (OverflowException)
        {
            return JsonValue.Create(text);
        }
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^0(o[0-7]+|x[0-9a-fA-F]+)\z")]
    private static partial Regex Based();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Fraction();
}
