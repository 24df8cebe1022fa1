using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Repo.Tests;

public sealed class SourceTests
{
    private static readonly string[] Product = ["cli", "components", "core", "infra", "stacks"];

    /// <summary>Which of the house's rooms a room may reference.</summary>
    private static readonly Dictionary<string, string[]> Directions = new()
    {
        ["core"] = [],
        ["components"] = ["core"],
        ["stacks"] = ["core", "components"],
        ["infra"] = ["stacks", "prober"],
        ["cli"] = ["core", "prober"],
        ["prober"] = ["core"],
        ["sdk"] = ["sdk"],
    };

    [Fact]
    public void Projects_reference_only_what_stands_below_them()
    {
        foreach (var project in Repository.FilesOf(".csproj").Where(file => Directions.ContainsKey(Room(file))))
        {
            var wrong = XDocument.Load(Repository.At(project)).Descendants("ProjectReference")
                .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
                .Select(reference => Path.GetRelativePath(
                    Repository.Root, Path.Combine(Path.GetDirectoryName(Repository.At(project))!, (string)reference.Attribute("Include")!)))
                .Where(target => !Directions[Room(project)].Contains(Room(target)));

            wrong.ShouldBeEmpty($"{project} must reference nothing but {string.Join(", ", Directions[Room(project)])}");
        }
    }

    [Fact]
    public void Core_needs_no_package()
    {
        XDocument.Load(Repository.At("core/Stratus.Core.csproj")).Descendants("PackageReference").ShouldBeEmpty();
        Repository.Read("core/Stratus.Core.csproj").ShouldNotContain("PulumiPackages");
    }

    [Fact]
    public void Only_remote_constructs_a_remote_command() =>
        Offenders(@"\bnew\s+(Pulumi\.Command\.)?(Remote\.)?Command\s*\(", "components", "stacks", "infra", "core")
            .ShouldAllBe(file => file.StartsWith("components/Remote/"));

    [Fact]
    public void Only_stacks_reads_configuration() =>
        Offenders(@"\bnew\s+(Pulumi\.)?Config\s*\(|\bConfig\s+\w+\s*=\s*new\s*\(", "components", "infra", "core", "cli").ShouldBeEmpty();

    [Fact]
    public void Only_infra_runs_a_deployment() =>
        Offenders(@"\bDeployment\.RunAsync\b", "components", "stacks", "core").ShouldBeEmpty();

    [Fact]
    public void Only_the_lock_holds_a_version()
    {
        var versions = Pinned().ToList();
        versions.ShouldNotBeEmpty();
        var pattern = string.Join('|', versions.Select(version => $@"(?<![\w.]){Regex.Escape(version)}(?![\w.])").Append(@"\bv?\d+\.\d+\.\d+\+k3s\d+\b"));

        Offenders(pattern, Product).Where(file => !IsExample(file, pattern)).ShouldBeEmpty("versions stand in versions.lock.json and nowhere else");
    }

    [Fact]
    public void No_image_is_tagged_latest() =>
        Repository.Files.Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && !file.EndsWith(".md", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(Repository.Read(file), @"[\w""']:latest\b"))
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_tells_of_how_it_was_made()
    {
        // Put together here, so that this file does not hold them.
        string[] words = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "/work" + "/wt", "/work" + "/shared", "CONTRACT" + ".md"];
        var pattern = string.Join('|', words.Select(word => $@"(?<!\w){Regex.Escape(word)}\b"));

        Repository.Files.Where(IsText).Where(file => Regex.IsMatch(Repository.Read(file), pattern)).ShouldBeEmpty();
    }

    [Fact]
    public void Text_files_end_lines_with_line_feeds_only() =>
        Repository.Files.Where(IsText).Where(file => Repository.Read(file).Contains('\r')).ShouldBeEmpty();

    [Fact]
    public void Every_shell_script_passes_ShellCheck()
    {
        if (!Repository.Has("shellcheck")) Assert.Skip("shellcheck is not installed; on Debian: apt-get install shellcheck");

        var scripts = Repository.FilesOf(".sh").Append(".ci/run");
        var (exitCode, output, error) = Repository.Run("shellcheck", ["--severity=style", .. scripts]);

        exitCode.ShouldBe(0, output + error);
    }

    private static string Room(string file) => file.Split('/', '\\')[0];

    private static IEnumerable<string> Offenders(string pattern, params string[] folders) => Repository.Files
        .Where(file => folders.Contains(Room(file)) && IsText(file))
        .Where(file => Repository.Code(file).Any(line => Regex.IsMatch(line, pattern)));

    // An error message shows what a version looks like; it pins nothing.
    private static bool IsExample(string file, string pattern) =>
        Repository.Code(file).Where(line => Regex.IsMatch(line, pattern)).All(line => line.Contains("such as", StringComparison.Ordinal));

    private static bool IsText(string file) => Path.GetExtension(file) is not (".png" or ".gz" or ".zip" or ".tgz" or ".ico");

    private static IEnumerable<string> Pinned()
    {
        using var document = JsonDocument.Parse(Repository.Read("versions.lock.json"));
        return [.. document.RootElement.EnumerateObject().Where(section => section.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(section => section.Value.EnumerateObject())
            .Select(entry => entry.Value.TryGetProperty("version", out var version) ? version.GetString()! : entry.Value.GetProperty("tag").GetString()!)];
    }
}
