using System.Text.Json;

namespace Stratus.Cli.Projects;

/// <summary>A stack's configuration: the stack file's values over the project's defaults, by full key (<c>stratus:hosts</c>).</summary>
internal sealed class StackConfig
{
    private readonly Dictionary<string, ConfigValue> values = new(StringComparer.Ordinal);
    private static readonly string[] FileKeys = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];

    private readonly Project project;
    private readonly YamlMap file;
    private readonly YamlMistakes mistakes = new();

    private StackConfig(Project project, YamlMap file) => (this.project, this.file) = (project, file);

    /// <summary>Every value, in the order of the files.</summary>
    public IReadOnlyDictionary<string, ConfigValue> Values => values;

    /// <summary>What the project's own schema in <c>Pulumi.yaml</c> finds wrong, each with its place.</summary>
    public IReadOnlyList<string> SchemaErrors { get; private set; } = [];

    /// <summary>What a preview cannot see, for example an environment that Pulumi's service would resolve.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Reads the stack's file and applies the project's defaults.</summary>
    public static StackConfig Load(Project project, string stack, CancellationToken cancellation = default)
    {
        var config = new StackConfig(project, YamlFile.Read(StackFiles.Find(project, stack), cancellation));
        if (config.file["environment"] is { } environment)
            config.Notes = [$"{environment.Position}: values from 'environment' are missing here: a preview asks no service for them"];
        foreach (var entry in config.file.Entries.Where(entry => !FileKeys.Contains(entry.Key)))
            config.mistakes.Add(entry.Position, $"'{entry.Key}' is not a key of a stack file",
                $"There are: {string.Join(", ", FileKeys)}. Settings stand below config.");
        foreach (var entry in Entries(config.file))
            config.Add(entry);
        config.mistakes.ThrowIfAny();
        config.SchemaErrors = ConfigSchema.Apply(project, stack, config.values);
        return config;
    }

    /// <summary>The values of the project's own namespace, typed, keys without the namespace: what the settings' rules read.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings()
    {
        var prefix = project.Name + ":";
        return values.Where(value => value.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(value => value.Key[prefix.Length..], value => JsonSerializer.SerializeToElement(value.Value.Value),
                StringComparer.Ordinal);
    }

    /// <summary>
    /// Where a setting stands in the stack's file, given its path without the namespace (<c>hosts[0].address</c>); where it is missing,
    /// what is nearest. A default of the project has no place there: it is mended by a line below <c>config</c>.
    /// </summary>
    public Position PositionOf(string path) => ConfigPath.Find(path, OwnNode) ?? file["config"]?.Position ?? file.Position;

    /// <summary><c>PULUMI_CONFIG</c> and <c>PULUMI_CONFIG_SECRET_KEYS</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment()
    {
        var config = JsonSerializer.Serialize(values.ToDictionary(value => value.Key, value => value.Value.Text), ConfigValue.Compact);
        var secrets = JsonSerializer.Serialize(values.Where(value => value.Value.Secret).Select(value => value.Key), ConfigValue.Compact);
        return [ConfigVariable.Create("PULUMI_CONFIG", config), ConfigVariable.Create("PULUMI_CONFIG_SECRET_KEYS", secrets)];
    }

    private YamlNode? OwnNode(string key) =>
        values.GetValueOrDefault($"{project.Name}:{key}")?.Node is { } node && node.Position.File == file.Position.File ? node : null;

    private static IReadOnlyList<YamlEntry> Entries(YamlMap file) => file["config"] switch
    {
        null or YamlScalar { Plain: true, Text: "" } => [],
        YamlMap map => map.Entries,
        var other => throw new ProjectError(other.Position, "'config' is not a mapping",
            "Write one setting per line below it: '  stratus:environment: dev'."),
    };

    private void Add(YamlEntry entry)
    {
        if (ConfigKey.Parse(entry.Key, project.Name) is not { } key)
            mistakes.Add(entry.Position, $"'{entry.Key}' is not the key of a setting", ConfigKey.Fix);
        else if (!values.TryAdd(key, ConfigValue.Read(entry.Value)))
            mistakes.Add(entry.Position, $"'{entry.Key}' is the setting {key}, which stands in this file already", "Remove one of them.");
    }
}
