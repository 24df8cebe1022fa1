using System.Globalization;
using System.Text.RegularExpressions;

namespace Stratus.Cli.Projects;

/// <summary>Follows a path such as <c>hosts[0].address</c> into a file.</summary>
internal static partial class ConfigPath
{
    /// <summary>
    /// The place of the value at the path, or of the nearest one above it that exists; null when even the first key does not.
    /// </summary>
    public static Position? Find(string path, Func<string, YamlNode?> root)
    {
        YamlNode? node = null;
        foreach (var step in Step().Matches(path).Select(match => match.Value))
        {
            var next = node is null ? root(step) : Child(node, step);
            if (next is null)
                break;
            node = next;
        }
        return node?.Position;
    }

    private static YamlNode? Child(YamlNode node, string step) => node switch
    {
        YamlMap map => map[step],
        YamlList list when step.StartsWith('[')
            && int.TryParse(step.AsSpan(1, step.Length - 2), CultureInfo.InvariantCulture, out var index)
            => list.Items.ElementAtOrDefault(index),
        _ => null,
    };

    [GeneratedRegex(@"\[[0-9]+\]|[^.\[\]]+")]
    private static partial Regex Step();
}
