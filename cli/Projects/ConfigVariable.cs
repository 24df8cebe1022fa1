using System.Text;

namespace Stratus.Cli.Projects;

/// <summary>An environment variable that carries configuration to the program.</summary>
internal static class ConfigVariable
{
    /// <summary>Linux's MAX_ARG_STRLEN: no single environment string, name, '=' and final zero included, may be longer. In bytes.</summary>
    public const int MaxBytes = 131_072;

    /// <summary>Makes the variable, or says what to do when the configuration is too large for one.</summary>
    public static KeyValuePair<string, string> Create(string name, string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + 2;
        return bytes <= MaxBytes ? new(name, value) : throw new ProjectError(
            $"the stack's configuration is {bytes:N0} bytes long as {name}, and Linux passes at most {MaxBytes:N0} in one variable"
            + $"{Environment.NewLine}  Move the hosts into a JSON file: 'stratus:inventory: hosts.json' instead of 'stratus:hosts'.");
    }
}
