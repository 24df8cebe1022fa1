using Stratus.Cli.Tests.Programs;
using Stratus.Cli.Tests.Reports;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Commands;

/// <summary>Files that cannot be used are told in this program's words, not in those of what it is made of.</summary>
public sealed class FileErrorTests : IDisposable
{
    private readonly SignedFiles _files = new();

    public FileErrorTests()
    {
        File.WriteAllText(_files["private.pem"], ProofKeys.Signer.ExportPkcs8PrivateKeyPem());
        Directory.CreateDirectory(_files["folder"]);
    }

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(1, "diff", "FILE", "/dev/null")]
    [InlineData(2, "verify", "FILE", "--key", "public.pem")]
    [InlineData(2, "verify", "FILE")]
    [InlineData(2, "verify", "report.json", "--key", "FILE")]
    [InlineData(2, "smoke", "--report", "out.json", "--kubeconfig", "none", "--key", "FILE")]
    [InlineData(2, "smoke", "--report", "out.json", "--key", "private.pem", "--kubeconfig", "FILE")]
    public async Task A_folder_and_nothing_at_all_are_no_file_to_read(int code, params string[] arguments)
    {
        foreach (var (name, words) in (IEnumerable<(string, string)>)[("folder", "it is a folder, and a file is expected"), ("none", "there is no such file or folder")])
        {
            var result = await ProgramRuns.RunAsync([.. arguments.Select(word => word == "FILE" ? _files[name] : word.Contains('.', StringComparison.Ordinal) ? _files[word] : word)]);
            result.Code.ShouldBe(code, result.Errors);
            result.Errors.Split('\n')[0].ShouldBe($"stratus: {_files[name]} cannot be read: {words}");
        }
    }

    [Theory]
    [InlineData("{\n  \"a\": 1,\n}", "line 3, column 1: found } after a comma; remove the comma")]
    [InlineData("\uFEFF{}", "it begins with a byte order mark; save it as UTF-8 without one")]
    public async Task Where_JSON_is_at_fault_its_line_and_column_are_named(string json, string words)
    {
        var file = _files.Write("file.json", System.Text.Encoding.UTF8.GetBytes(json));
        foreach (var arguments in (string[][])[["diff", file, "/dev/null"], ["verify", file, "--key", _files.Key]])
        {
            var result = await ProgramRuns.RunAsync(arguments);
            result.Errors.ShouldContain(words);
            result.Errors.ShouldNotContain("BytePosition");
        }
    }

    [Fact]
    public async Task A_lock_that_is_not_JSON_says_where()
    {
        using var folder = new TempFolder().Write("versions.lock.json", "{\n  \"schemaVersion\": 1 \"binaries\": {} }");
        foreach (var verb in (string[])["check", "refresh"])
            (await ProgramRuns.RunAsync("lock", verb, "--project", folder.Info.FullName)).Errors
                .ShouldContain("not JSON: line 2, column 22: found \", and a comma or a colon before it is missing");
    }

    [Theory]
    [InlineData("[{\"id\": box1}]", "not JSON: line 1, column 9: found box1; texts stand in double quotes")]
    [InlineData(null, "it is a folder, and a file is expected")]
    public async Task An_inventory_that_cannot_be_read_says_why(string? json, string words)
    {
        using var folder = new TempFolder().Write("Pulumi.yaml", "name: stratus\nruntime: {name: dotnet, options: {binary: /no/such/program.dll}}\n")
            .Write("Pulumi.dev.yaml", "config:\n  stratus:environment: dev\n  stratus:runtimes: [kata-qemu]\n  stratus:inventory: hosts.json\n");
        if (json is null) Directory.CreateDirectory(folder["hosts.json"]);
        else folder.Write("hosts.json", json);

        var result = await ProgramRuns.RunAsync("preview", "--stack", "dev", "--project", folder.Info.FullName);

        result.Code.ShouldBe(1);
        result.Errors.ShouldContain($"'hosts.json': {words}");
    }

    [Theory]
    [InlineData("", "it is no kubeconfig\n")]
    [InlineData("- a\n", "it is no kubeconfig: line 1, column 1\n")]
    [InlineData("a: 1\nb: {\n", "it is no kubeconfig: line ")]
    public async Task A_kubeconfig_that_is_none_says_where(string yaml, string words)
    {
        var file = _files.Write("kube.conf", System.Text.Encoding.UTF8.GetBytes(yaml));
        var result = await ProgramRuns.RunAsync("smoke", "--key", _files["private.pem"], "--kubeconfig", file, "--report", _files["out.json"]);
        result.Code.ShouldBe(2);
        result.Errors.ShouldStartWith($"stratus: {file}: {words}");
        result.Errors.ShouldNotContain("k8s.");
    }

    [Fact]
    public async Task A_file_in_place_of_a_projects_folder_is_called_one() =>
        (await ProgramRuns.RunAsync("preview", "--stack", "dev", "--project", _files.Key)).Errors.ShouldStartWith($"stratus: {_files.Key} is a file\n  Pass the project's folder");

    [Fact]
    public async Task What_cannot_be_written_is_called_by_the_name_that_it_was_given()
    {
        if (!Directory.Exists("/proc")) Assert.Skip("there is no /proc here");
        (await ProgramRuns.RunAsync("diff", "/dev/null", "/dev/null", "--json", "/proc/diff.json")).Errors
            .ShouldStartWith("stratus: /proc/diff.json cannot be written: ");
        (await ProgramRuns.RunAsync("diff", "/dev/null", "/dev/null", "--json", "/proc/diff.json")).Errors.ShouldNotContain(".tmp");

        using var folder = ProgramRuns.Folder("sdk");
        var rendered = await ProgramRuns.RunAsync("render", "--stack", "dev", "--project", folder.Info.FullName, "--out", "/proc/rendered");
        rendered.Code.ShouldBe(1);
        rendered.Errors.ShouldStartWith("stratus: /proc/rendered cannot be written: ");
        rendered.Errors.ShouldNotContain(".new");
    }
}
