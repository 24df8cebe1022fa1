using System.Globalization;

namespace Pulumi.ProviderSdk;

/// <summary>Inputs whose default is a variable of the program's environment; null where it is not set or not of its type.</summary>
internal static class EnvironmentInput
{
    public static Input<string>? Text(params ReadOnlySpan<string> names) => Read(names) is { } text ? (Input<string>)text : null;

    public static Input<bool>? Flag(string name) => Read(name) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => (Input<bool>?)null,
    };

    public static Input<int>? Integer(string name) =>
        int.TryParse(Read(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? (Input<int>)value : null;

    public static Input<double>? Number(string name) =>
        double.TryParse(Read(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? (Input<double>)value : null;

    private static string? Read(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Environment.GetEnvironmentVariable(name) is { } value)
                return value;
        return null;
    }
}
