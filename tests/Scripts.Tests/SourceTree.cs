using System.Text.RegularExpressions;
using Stratus.Core.Scripting;

namespace Stratus.Scripts.Tests;

/// <summary>The scripts as they stand in the repository.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string Fakes { get; } = Path.Combine(Root, "tests", "Scripts.Tests", "Fakes");

    /// <summary>A file's text by its path in the repository.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>A script with its parts, but without what every script shares.</summary>
    public static string Own(string script) =>
        ScriptFiles.Inline(script, path => path.StartsWith("core/Scripting/", StringComparison.Ordinal) ? "" : Text(path));

    /// <summary>A script with its parts, by its path in the repository.</summary>
    public static string Read(string script) => ScriptFiles.Inline(script, Text);

    public static IReadOnlyList<string> Declared(string body) => [.. Header().Matches(body).Select(match => match.Groups[1].Value).Distinct()];

    public static IReadOnlyList<string> Used(string body) =>
        [.. Mention().Matches(Header().Replace(body, "")).Select(match => match.Value).Distinct()];

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Directory.Packages.props")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("""^: "\$\{(STRATUS_\w+):?\?\}".*$""", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex(@"\bSTRATUS_\w+\b")]
    private static partial Regex Mention();
}
