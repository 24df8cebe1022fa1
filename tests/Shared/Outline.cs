using System.Collections;
using System.Globalization;
using System.Text;

namespace Stratus.Tests.Shared;

/// <summary>What a run registered, as text for a snapshot: scripts by name and parameters, everything else whole.</summary>
public static class Outline
{
    public static string Of(IEnumerable<Recorded> resources)
    {
        var text = new StringBuilder();
        foreach (var resource in resources)
        {
            text.Append(CultureInfo.InvariantCulture, $"{resource.Type} {resource.Name}\n");
            if (resource.Script is { } script)
            {
                text.Append(CultureInfo.InvariantCulture, $"  stdin: {script.Path}\n");
                Write(text, script.Parameters, 2);
            }
            Write(text, resource.Inputs.Where(input => input.Key != "stdin").ToDictionary(), 1);
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        var indent = new string(' ', depth * 2);
        switch (value)
        {
            case IDictionary map:
                foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
                {
                    WriteMember(text, $"{indent}{key}:", map[key], depth);
                }
                break;
            case IList list:
                foreach (var item in list)
                {
                    WriteMember(text, $"{indent}-", item, depth);
                }
                break;
            default:
                break;
        }
    }

    private static void WriteMember(StringBuilder text, string label, object? value, int depth)
    {
        if (value is IDictionary or IList)
        {
            text.Append(CultureInfo.InvariantCulture, $"{label}\n");
            Write(text, value, depth + 1);
            return;
        }
        var lines = Convert.ToString(value, CultureInfo.InvariantCulture)!.Split('\n');
        text.Append(CultureInfo.InvariantCulture, $"{label} {string.Join($"\n{new string(' ', (depth + 1) * 2)}", lines)}\n");
    }
}
