using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Repo.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static partial class Repository
{
    private static readonly string[] Generated = ["bin", "obj", ".git", "TestResults", "StrykerOutput", "BenchmarkDotNet.Artifacts"];
    private static readonly Lazy<IReadOnlyList<string>> AllFiles = new(List);

    public static string Root { get; } = FindRoot();

    /// <summary>Every file that is or could be committed, below the root, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files => AllFiles.Value;

    public static IEnumerable<string> FilesOf(string extension, params string[] folders) => Files
        .Where(file => file.EndsWith(extension, StringComparison.Ordinal))
        .Where(file => folders.Length == 0 || folders.Any(folder => file.StartsWith($"{folder}/", StringComparison.Ordinal)));

    public static string At(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(At(file));

    /// <summary>A file's lines that a machine reads: comments, in which facts and examples may stand, are left out.</summary>
    public static IEnumerable<string> Code(string file) => File.ReadLines(At(file)).Where(line => !Comment().IsMatch(line));

    /// <summary>Runs a program to its end; its exit code and what it wrote.</summary>
    public static (int ExitCode, string Output, string Error) Run(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>True where a program of that name is on the PATH.</summary>
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("global.json is in no folder above the tests");
        }

        return folder.FullName;
    }

    // A source archive has no .git: there, everything that is not built counts.
    private static IReadOnlyList<string> List()
    {
        if (Has("git") && Path.Exists(At(".git")))
        {
            string[] arguments = ["-c", $"safe.directory={Root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
            var (exitCode, output, error) = Run("git", arguments);
            exitCode.ShouldBe(0, error);
            return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(At(file))).Order(StringComparer.Ordinal)];
        }

        return [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(Generated).Any())
            .Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^\s*(//|#|<!--)")]
    private static partial Regex Comment();
}
