using Stratus.Core.Scripting;

namespace Stratus.Components.Remote;

/// <summary>The scripts that lie beside the components, and core's, as they are built into the assemblies.</summary>
internal static class EmbeddedScript
{
    /// <summary>All of them.</summary>
    public static ScriptFiles Files { get; } = new(typeof(EmbeddedScript).Assembly);

    /// <summary>A script by its path in the repository, with its parameters.</summary>
    public static Script Load(string path, params IEnumerable<(string Name, string Value)> parameters) => Files.Load(path, parameters);
}
