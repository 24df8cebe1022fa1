namespace Stratus.Cli.Projects;

/// <summary>A setting's full key, <c>namespace:name</c>.</summary>
internal static class ConfigKey
{
    /// <summary>What to do about a key that is none.</summary>
    public const string Fix = "Write 'namespace:name', such as 'stratus:environment'.";

    /// <summary>
    /// Reads a key as Pulumi does: without a colon it belongs to the project, and <c>ns:config:name</c> is <c>ns:name</c>. Null for
    /// what is no key.
    /// </summary>
    public static string? Parse(string key, string project) => key.Split(':') switch
    {
        [{ Length: > 0 } name] => $"{project}:{name}",
        [{ Length: > 0 } space, { Length: > 0 } name] => $"{space}:{name}",
        [{ Length: > 0 } space, "config", { Length: > 0 } name] => $"{space}:{name}",
        _ => null,
    };
}
