using System.Text.RegularExpressions;

namespace Repo.Tests;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_relative_link_of_every_document_leads_to_a_file()
    {
        var broken = Repository.FilesOf(".md").SelectMany(file => Links(file).Where(target => !Path.Exists(Resolve(file, target)))
            .Select(target => $"{file} links to {target}"));

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_script_and_folder_that_the_readme_names_exists()
    {
        var missing = Named().Matches(Repository.Read("README.md")).Select(match => match.Groups[1].Value).Where(file => !Path.Exists(Repository.At(file)));

        missing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("LICENSE")]
    [InlineData("CHANGELOG.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/plan.schema.json")]
    [InlineData("docs/diff.schema.json")]
    [InlineData("docs/doctor.schema.json")]
    [InlineData("docs/report.schema.json")]
    [InlineData("docs/verify.schema.json")]
    [InlineData("docs/proof.md")]
    public void A_reader_finds(string file) => File.Exists(Repository.At(file)).ShouldBeTrue();

    private static IEnumerable<string> Links(string file) => Link().Matches(Repository.Read(file))
        .Select(match => match.Groups[1].Value.Split('#')[0])
        .Where(target => target.Length > 0 && !target.Contains(':'));

    private static string Resolve(string file, string target) => Path.Combine(Path.GetDirectoryName(Repository.At(file))!, target);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:eng|\.github|docs|benchmarks)/[\w./-]*)`")]
    private static partial Regex Named();
}
