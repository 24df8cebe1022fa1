namespace Stratus.Cli.Projects;

/// <summary>A setting's full key, <c>namespace:name</c>.</summary>
internal static class ConfigKey
{
    /// <summary>
    /// Reads a key as Pulumi does: without a colon it belongs to the project, and <c>ns:config:name</c> is <c>ns:name</c>.
    /// </summary>
    public static string Parse(YamlEntry entry, string project) => entry.Key.Split(':') switch
    {
        [{ Length: > 0 } name] => $"{project}:{name}",
        [{ Length: > 0 } space, { Length: > 0 } name] => $"{space}:{name}",
        [{ Length: > 0 } space, "config", { Length: > 0 } name] => $"{space}:{name}",
        _ => throw new ProjectError(entry.Position, $"'{entry.Key}' is not the key of a setting",
            "Write 'namespace:name', such as 'stratus:environment'."),
    };
}
