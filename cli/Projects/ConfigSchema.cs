using System.Globalization;

namespace Stratus.Cli.Projects;

/// <summary>The <c>config</c> section of <c>Pulumi.yaml</c>: defaults, types, and which settings must be encrypted.</summary>
internal static class ConfigSchema
{
    private static readonly HashSet<string> Attributes = ["type", "description", "items", "default", "value", "secret"];

    /// <summary>Adds the project's defaults to what the stack file says, and returns what the schema finds wrong.</summary>
    public static IReadOnlyList<string> Apply(Project project, string stack, Dictionary<string, ConfigValue> values)
    {
        var errors = new List<string>();
        foreach (var entry in (project.Source["config"] as YamlMap)?.Entries ?? [])
        {
            var key = ConfigKey.Parse(entry.Key, project.Name)
                ?? throw new ProjectError(entry.Position, $"'{entry.Key}' is not the key of a setting", ConfigKey.Fix);
            // A bare value is short for a default. It is a default too when it is a mapping that is written out in full.
            var declared = entry.Value is YamlMap map ? CheckAttributes(map) : null;
            var fallback = declared is null ? entry.Value : declared["value"] ?? declared["default"];
            var own = key.StartsWith(project.Name + ":", StringComparison.Ordinal);
            if (!own && declared is not null && (declared["type"] ?? declared["default"]) is { } foreign)
                errors.Add($"{foreign.Position}: {key} is not a setting of this project, so it has neither a type nor a default"
                    + $"{Environment.NewLine}  Write 'value:'.");
            if (values.TryGetValue(key, out var given))
                errors.AddRange(Check(key, given, declared));
            else if (fallback is not null)
                values.Add(key, ConfigValue.Read(fallback));
            else if (own)
                errors.Add($"{entry.Position}: stack '{stack}' has no value for {key}, which has no default"
                    + $"{Environment.NewLine}  Add '{key}: …' to Pulumi.{stack}.yaml.");
        }
        return errors;
    }

    private static YamlMap CheckAttributes(YamlMap map) =>
        map.Entries.FirstOrDefault(entry => !Attributes.Contains(entry.Key)) is { } unknown
            ? throw new ProjectError(unknown.Position, $"'{unknown.Key}' is not an attribute of a setting",
                $"There are: {string.Join(", ", Attributes.Order())}.")
            : map;

    private static IEnumerable<string> Check(string key, ConfigValue given, YamlMap? declared)
    {
        if (declared is null)
            yield break;
        if (declared["secret"] is YamlScalar { Text: "true" } && !given.Secret)
            yield return $"{given.Node.Position}: {key} is declared secret, but stands here in clear text{Environment.NewLine}"
                + $"  Change the value, which others may have seen, and encrypt it: pulumi config set --secret {key}";
        else if (!given.Secret && Mismatch(given.Node, declared) is { } wrong)
            yield return $"{wrong.Node.Position}: {key} must be of type {wrong.Type}{Environment.NewLine}  Correct the value.";
    }

    private static (YamlNode Node, string Type)? Mismatch(YamlNode node, YamlMap declared)
    {
        if (declared["type"] is not YamlScalar { Text: var type })
            return null;
        if (!Fits(node, type))
            return (node, type);
        return node is YamlList list && declared["items"] is YamlMap items
            ? list.Items.Select(item => Mismatch(item, items)).FirstOrDefault(wrong => wrong is not null) : null;
    }

    private static bool Fits(YamlNode node, string type) => type switch
    {
        "array" => node is YamlList,
        "object" => node is YamlMap,
        "boolean" => node is YamlScalar { Text: "true" or "false" },
        "integer" => node is YamlScalar scalar && long.TryParse(scalar.Text, CultureInfo.InvariantCulture, out _),
        "number" => node is YamlScalar scalar && double.TryParse(scalar.Text, CultureInfo.InvariantCulture, out _),
        _ => node is YamlScalar,
    };
}
