using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Stratus.Core.Scripting;

/// <summary>Scripts by their paths in the repository, <c>core/Hosts/preflight.sh</c>, as they are built into assemblies.</summary>
/// <remarks>
/// A script is one program on its way to a host, but several files here: a line <c>source ./part.sh</c>, which ShellCheck follows too, stands
/// for the text of that file. A file that is sourced twice appears once, where it is named first.
/// </remarks>
public sealed partial class ScriptFiles
{
    private readonly ImmutableArray<Assembly> assemblies;

    // A stack of a thousand hosts asks for each script a thousand times.
    private readonly ConcurrentDictionary<string, Script> known = new(StringComparer.Ordinal);

    /// <summary>The scripts of some assemblies, and those of core.</summary>
    /// <param name="others">The assemblies beside core; their scripts may source core's.</param>
    public ScriptFiles(params ImmutableArray<Assembly> others) => assemblies = [typeof(ScriptFiles).Assembly, .. others];

    /// <summary>The scripts of core alone.</summary>
    public static ScriptFiles Core { get; } = new();

    /// <summary>The paths of all scripts and parts, sorted.</summary>
    public IEnumerable<string> Paths => assemblies.SelectMany(assembly => assembly.GetManifestResourceNames())
        .Where(name => name.EndsWith(".sh", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>A script with its parts and its parameters.</summary>
    /// <param name="path">Its path in the repository.</param>
    /// <param name="parameters">Values by parameter name.</param>
    /// <exception cref="InvalidOperationException">There is no such script, or it sources a file that is not there.</exception>
    public Script Load(string path, params IEnumerable<(string Name, string Value)> parameters) =>
        known.GetOrAdd(path, name => new() { Name = name, Body = Inline(name, Read) }) with
        {
            Parameters = parameters.ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal),
        };

    /// <summary>The text of a script with the text of each file that it sources in its place.</summary>
    /// <param name="path">The script's path.</param>
    /// <param name="read">Gives a file's text by its path.</param>
    public static string Inline(string path, Func<string, string> read) => Inline(path, read, []);

    private static string Inline(string path, Func<string, string> read, HashSet<string> seen)
    {
        seen.Add(path);
        return Sourcing().Replace(read(path), match =>
        {
            var part = Resolve(path, match.Groups["part"].Value);
            return seen.Contains(part) ? "" : Inline(part, read, seen);
        });
    }

    // Paths here have forward slashes on every system and never leave the repository.
    private static string Resolve(string from, string part)
    {
        var segments = from.Split('/')[..^1].ToList();
        foreach (var segment in part.Split('/').Where(segment => segment != "."))
        {
            if (segment != "..") segments.Add(segment);
            else if (segments.Count > 0) segments.RemoveAt(segments.Count - 1);
        }
        return string.Join('/', segments);
    }

    private string Read(string path)
    {
        using var stream = assemblies.Select(assembly => assembly.GetManifestResourceStream(path)).FirstOrDefault(found => found is not null)
            ?? throw new InvalidOperationException($"There is no script {path}. There are: {string.Join(", ", Paths)}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^source (?<part>\S+\.sh)\n", RegexOptions.Multiline)]
    private static partial Regex Sourcing();
}
