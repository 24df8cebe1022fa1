using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Stratus.Core.Scripting;

/// <summary>A parameter as a script's header declares it.</summary>
/// <param name="Name">The variable, <c>STRATUS_HOST_ID</c>.</param>
/// <param name="MayBeEmpty">Whether an empty value is allowed.</param>
public sealed record ScriptParameter(string Name, bool MayBeEmpty);

/// <summary>A script and the parameters that it is to run with.</summary>
public sealed partial record Script
{
    /// <summary>Its path, <c>Hosts/preflight.sh</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its text. The header declares every parameter.</summary>
    public required string Body { get; init; }

    /// <summary>The parameters' values.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What a script's header declares: <c>: "${STRATUS_X:?}"</c>, or without the colon for one that may be empty.</summary>
    public static ImmutableArray<ScriptParameter> DeclaredParameters(string body) =>
        [.. Declaration().Matches(body).Select(match => new ScriptParameter(match.Groups[1].Value, match.Groups[2].Length == 0))];

    /// <summary>
    /// The text for a shell's standard input. Its last line acts and nothing before it, so a transfer cut short does nothing; and what
    /// it starts reads nothing from it. Missing and unknown parameters are one <see cref="InvalidOperationException"/>.
    /// </summary>
    public string Render(string library)
    {
        Check();
        var text = new StringBuilder("set -euo pipefail\n");
        foreach (var (name, value) in Parameters)
        {
            text.Append("export ").Append(name).Append('=').Append(Shell.Quote(value)).Append('\n');
        }
        return text.Append(library.TrimEnd('\n')).Append('\n').Append(Body.TrimEnd('\n')).Append("\n\"$1\" </dev/null; exit\n").ToString();
    }

    [GeneratedRegex("""^: "\$\{(STRATUS_[A-Z0-9_]+)(:?)\?\}".*$""", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    private void Check()
    {
        var declared = DeclaredParameters(Body);
        var missing = declared
            .Where(one => !Parameters.TryGetValue(one.Name, out var value) || (value.Length == 0 && !one.MayBeEmpty))
            .Select(one => $"{one.Name} is declared and has no value");
        var unknown = Parameters.Keys.Except(declared.Select(one => one.Name)).Select(name => $"{name} has a value and is not declared");
        var mistakes = missing.Concat(unknown).ToArray();
        if (mistakes.Length > 0)
        {
            throw new InvalidOperationException($"{Name}: {string.Join("; ", mistakes)}");
        }
    }
}
