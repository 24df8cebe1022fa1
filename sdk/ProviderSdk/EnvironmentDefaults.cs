using System.Globalization;

namespace Pulumi.ProviderSdk;

/// <summary>Defaults that a provider takes from the environment of the program; the first variable that is set counts.</summary>
internal static class EnvironmentDefaults
{
    public static string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Environment.GetEnvironmentVariable(name) is { } value)
                return value;
        return null;
    }

    public static bool? Flag(params ReadOnlySpan<string> names) => Text(names) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };

    public static int? Integer(params ReadOnlySpan<string> names) =>
        int.TryParse(Text(names), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static double? Number(params ReadOnlySpan<string> names) =>
        double.TryParse(Text(names), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
