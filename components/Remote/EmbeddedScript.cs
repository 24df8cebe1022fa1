using System.Collections.Immutable;
using System.Reflection;
using Stratus.Core.Scripting;

namespace Stratus.Components.Remote;

/// <summary>The scripts that lie beside the components, as they are built into the assembly.</summary>
internal static class EmbeddedScript
{
    private static readonly Assembly Assembly = typeof(EmbeddedScript).Assembly;

    /// <summary>The functions that every script may call.</summary>
    public static string Library { get; } = Read("Remote/lib.sh");

    /// <summary>A script by its path below <c>components/</c>, with its parameters.</summary>
    public static Script Load(string path, params IEnumerable<(string Name, string Value)> parameters) => new()
    {
        Name = path,
        Body = Read(path),
        Parameters = parameters.ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal),
    };

    private static string Read(string path)
    {
        using var stream = Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException(
                $"There is no embedded script {path}. There are: {string.Join(", ", Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
