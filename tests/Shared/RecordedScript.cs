using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Stratus.Core.Scripting;

namespace Stratus.Tests.Shared;

/// <summary>A script on its way to a host, taken apart again: which one it is, and its parameters.</summary>
public sealed partial record RecordedScript(string Path, ImmutableSortedDictionary<string, string> Parameters)
{
    /// <summary>Every script that acts, by its path; parts have no verbs.</summary>
    public static ImmutableSortedDictionary<string, string> Known { get; } = Scripts(new(typeof(Components.Hosts.BareMetalHost).Assembly));

    public string this[string name] => Parameters[name];

    public static RecordedScript Parse(string stdin)
    {
        var path = Known.Single(script => stdin.Contains(script.Value.TrimEnd(), StringComparison.Ordinal)).Key;
        var parameters = Export().Matches(stdin).Select(match => KeyValuePair.Create(match.Groups[1].Value, Unquote(match.Groups[2].Value)));
        return new(path, parameters.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^export (STRATUS_\w+)=((?:'[^']*'|\\'|""'"")*)$", RegexOptions.Multiline)]
    private static partial Regex Export();

    private static string Unquote(string quoted) => quoted
        .Replace("'\\''", "\0", StringComparison.Ordinal).Replace("'\"'\"'", "\0", StringComparison.Ordinal)
        .Replace("'", "", StringComparison.Ordinal).Replace('\0', '\'');

    private static ImmutableSortedDictionary<string, string> Scripts(ScriptFiles files) => files.Paths
        .Select(path => files.Load(path)).Where(script => script.Body.Contains("\napply() {", StringComparison.Ordinal))
        .ToImmutableSortedDictionary(script => script.Name, script => script.Body);
}
