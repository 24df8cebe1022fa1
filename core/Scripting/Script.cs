using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Stratus.Core.Scripting;

/// <summary>A shell script with the values of its parameters. Its functions <c>apply</c> and <c>remove</c> are its two verbs.</summary>
public sealed partial record Script
{
    // One compound command, read to its closing brace before any of it runs: a script of which any byte is missing does nothing.
    // Nothing follows the brace, not even a line break. </dev/null keeps commands from eating a script that arrives on stdin.
    private const string LastLine = """{ "$1" </dev/null; exit; }""";

    // From a pipe bash reads a script byte by byte, for what it runs may read on from there: fifty thousand system calls for one of ours.
    // cat takes the rest at once, and what did not arrive to its last line is not begun; the exit code must not call that done. The line
    // break keeps the numbers of lines in messages. A copy that is run as a file has a name, and no script on its standard input.
    // No [[ ]]: cut within its end, bash calls that a mistake and ends with 0.
    private const string Reader = """
        if [ -z "${BASH_SOURCE[0]-}" ]; then script=$(cat); case ${script} in *' exit; }') eval $'\n'"${script}" ;; esac; echo 'stratus: the script did not arrive whole: run again' >&2; exit 1; fi

        """;

    // Read once: `with` shares it between scripts that differ in their parameters only, as those of a thousand hosts do.
    private readonly Source source = new("");

    /// <summary>The script's path in the repository, <c>core/Hosts/preflight.sh</c>, for errors.</summary>
    public required string Name { get; init; }

    /// <summary>The script's text, its parts included: a header that declares the parameters, then functions; nothing in it acts.</summary>
    public required string Body
    {
        get => source.Text;
        init => source = new(value);
    }

    /// <summary>The values by parameter name. A value may be a secret. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// The parameters that a script declares by <c>: "${STRATUS_X:?}"</c> or, where it may be empty, <c>: "${STRATUS_X?}"</c>.
    /// </summary>
    /// <param name="body">The script's text.</param>
    /// <returns>The parameters in the order of their first declaration.</returns>
    public static ImmutableArray<ScriptParameter> DeclaredParameters(string body) =>
        [.. Declaration().Matches(body)
            .Select(match => new ScriptParameter(match.Groups["name"].Value, match.Groups["operator"].Value == "?"))
            .DistinctBy(parameter => parameter.Name)];

    /// <summary>The whole program for <c>bash -c</c>: settings, parameters, body and the one line that acts.</summary>
    /// <returns>The program. Cut short at any byte it does nothing.</returns>
    /// <exception cref="InvalidOperationException">
    /// Parameters are missing, empty or not declared; the message names all of them and no value.
    /// </exception>
    /// <exception cref="ArgumentException">A value holds a NUL.</exception>
    public string Render()
    {
        Check();
        return string.Concat(["set -euo pipefail\n", .. Exports(), source.Terminated, LastLine]);
    }

    /// <summary>The same for <c>bash -s -- apply</c>, whose standard input it is.</summary>
    /// <returns>The program. Cut short at any byte it does nothing, and fails.</returns>
    /// <inheritdoc cref="Render" path="/exception" />
    public string RenderForStdin() => Reader + Render();

    /// <summary>A digest of all that the script would do: it changes with the text and with any parameter.</summary>
    /// <returns>SHA-256 in lower-case hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">A value holds a NUL.</exception>
    public string Digest() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat([.. Exports(), source.Digest]))));

    private IEnumerable<string> Exports() => Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"export {parameter.Key}={Shell.Quote(parameter.Value)}\n");

    private void Check()
    {
        var declared = source.Declared;
        var mistakes = new List<string>();
        Add("missing", declared.Where(parameter => !Parameters.ContainsKey(parameter.Name)).Select(parameter => parameter.Name));
        Add("empty", declared.Where(IsWronglyEmpty).Select(parameter => parameter.Name));
        Add("unknown", Parameters.Keys.Except(declared.Select(parameter => parameter.Name)).Order(StringComparer.Ordinal));
        if (mistakes.Count == 0) return;
        var known = declared.IsEmpty ? "none" : string.Join(", ", declared.Select(parameter => parameter.Name));
        throw new InvalidOperationException($"The parameters of {Name} are wrong. {string.Join("; ", mistakes)}. Its header declares: {known}.");

        void Add(string what, IEnumerable<string> names)
        {
            if (names.Any()) mistakes.Add($"{what}: {string.Join(", ", names)}");
        }
    }

    private bool IsWronglyEmpty(ScriptParameter parameter) =>
        !parameter.MayBeEmpty && Parameters.TryGetValue(parameter.Name, out var value) && value.Length == 0;

    [GeneratedRegex("""^: "\$\{(?<name>STRATUS_[A-Z0-9_]+)(?<operator>:?\?)\}"[ \t]*(#.*)?\r?$""", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    private sealed record Source(string Text)
    {
        public ImmutableArray<ScriptParameter> Declared { get; } = DeclaredParameters(Text);

        public string Terminated { get; } = Text.EndsWith('\n') ? Text : Text + "\n";

        public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

        public bool Equals(Source? other) => other is not null && Text == other.Text;

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
    }
}
