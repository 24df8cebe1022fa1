using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Stratus.Tests.Shared;

/// <summary>A script on its way to a host, taken apart again: which one it is, and its parameters.</summary>
public sealed partial record RecordedScript(string Path, ImmutableSortedDictionary<string, string> Parameters)
{
    private static readonly ImmutableArray<(string Path, string Body)> Known =
    [
        .. typeof(Components.Hosts.BareMetalHost).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sh", StringComparison.Ordinal) && name != "Remote/lib.sh")
            .Select(name => (name, Read(name))),
    ];

    public string this[string name] => Parameters[name];

    public static RecordedScript Parse(string stdin)
    {
        var path = Known.Single(script => stdin.Contains(script.Body.TrimEnd(), StringComparison.Ordinal)).Path;
        var parameters = Export().Matches(stdin).Select(match => KeyValuePair.Create(match.Groups[1].Value, Unquote(match.Groups[2].Value)));
        return new(path, parameters.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^export (STRATUS_\w+)=((?:'[^']*'|\\'|""'"")*)$", RegexOptions.Multiline)]
    private static partial Regex Export();

    private static string Unquote(string quoted) => quoted
        .Replace("'\\''", "\0", StringComparison.Ordinal).Replace("'\"'\"'", "\0", StringComparison.Ordinal)
        .Replace("'", "", StringComparison.Ordinal).Replace('\0', '\'');

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Components.Hosts.BareMetalHost).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
