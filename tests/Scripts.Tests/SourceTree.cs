using System.Text.RegularExpressions;

namespace Stratus.Scripts.Tests;

/// <summary>The scripts as they stand in the repository.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static string Library { get; } = Read("Remote/lib.sh");

    public static string Fakes { get; } = Path.Combine(Root, "tests", "Scripts.Tests", "Fakes");

    public static string Read(string script) => File.ReadAllText(Path.Combine(Root, "components", script));

    public static IReadOnlyList<string> Declared(string body) => [.. Header().Matches(body).Select(match => match.Groups[1].Value)];

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
