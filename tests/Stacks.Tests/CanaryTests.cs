namespace Stratus.Stacks.Tests;

/// <summary>A stack with an encrypted private key leaves no trace of it anywhere.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string Canary = "CanaryCiphertext7391";

    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("stratus-canary-");

    public CanaryTests()
    {
        File.Copy(Path.Combine(StratusCommand.Repository, "Pulumi.yaml"), Path.Combine(_project.FullName, "Pulumi.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(_project.FullName, "infra"), Path.Combine(StratusCommand.Repository, "infra"));
        var stack = File.ReadAllText(Path.Combine(StratusCommand.Repository, "Pulumi.dev.yaml"));
        File.WriteAllText(
            Path.Combine(_project.FullName, "Pulumi.canary.yaml"),
            $"{stack.TrimEnd()}\n  stratus:sshPrivateKey: {{ secure: v1:{Canary}:{Canary} }}\n");
    }

    public void Dispose() => _project.Delete(recursive: true);

    [Fact]
    public async Task Rendered_files_hold_no_trace_of_an_encrypted_value()
    {
        var rendered = Path.Combine(_project.FullName, "rendered");

        var (code, _, error) = await RunAsync("render", "--out", rendered);

        code.ShouldBe(0, error);
        var files = Directory.GetFiles(rendered, "*", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        files.ShouldAllBe(file => !File.ReadAllText(file).Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_and_the_terminal_hold_no_trace_of_an_encrypted_value()
    {
        var plan = Path.Combine(_project.FullName, "plan.json");

        var (code, output, error) = await RunAsync("preview", "--json", plan, "--full");

        code.ShouldBe(0, error);
        foreach (var text in new[] { output, error, await File.ReadAllTextAsync(plan, TestContext.Current.CancellationToken) })
        {
            text.ShouldNotContain(Canary);
        }
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string command, params string[] arguments) =>
        StratusCommand.RunAsync([command, "--stack", "canary", "--project", _project.FullName, "--no-build", .. arguments]);
}
