using Stratus.Cli.Tests.Programs;
using Stratus.Cli.Tests.Reports;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Commands;

public sealed class EndlessFileTests : IDisposable
{
    private const string Endless = "/dev/zero";

    private readonly SignedFiles _files = new();

    public EndlessFileTests()
    {
        if (!File.Exists(Endless)) Assert.Skip($"there is no {Endless} here");
        File.WriteAllText(_files["private.pem"], ProofKeys.Signer.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public Task A_plan_that_never_ends_is_refused() => Refused(1, "64 MiB, and no plan is", "diff", Endless, "/dev/null");

    [Fact]
    public Task A_report_that_never_ends_is_refused() => Refused(2, "64 MiB, and no report is", "verify", Endless, "--key", _files.Key);

    [Fact]
    public Task A_report_that_never_ends_is_refused_without_a_key_too() => Refused(2, "64 MiB, and no report is", "verify", Endless);

    [Fact]
    public Task A_public_key_that_never_ends_is_refused() => Refused(2, "64 KiB, and no key is", "verify", "report.json", "--key", Endless);

    [Fact]
    public Task A_private_key_that_never_ends_is_refused() => Refused(2, "64 KiB, and no key is", "smoke", "--key", Endless, "--kubeconfig", _files["kube.conf"], "--report", _files["report.json"]);

    [Fact]
    public Task A_kubeconfig_that_never_ends_is_refused() => Refused(2, "4 MiB, and no kubeconfig is", "smoke", "--key", _files["private.pem"], "--kubeconfig", Endless, "--report", _files["report.json"]);

    [Fact]
    public Task A_plan_of_the_proof_that_never_ends_is_refused()
    {
        File.WriteAllText(_files["kube.conf"], """
            apiVersion: v1
            kind: Config
            current-context: a
            clusters: [{ name: a, cluster: { server: "https://192.0.2.1:6443" } }]
            contexts: [{ name: a, context: { cluster: a, user: a } }]
            users: [{ name: a, user: { token: t } }]
            """);
        return Refused(2, "4 MiB, and no plan of the proof is", "smoke", "--key", _files["private.pem"], "--kubeconfig", _files["kube.conf"], "--plan", Endless, "--report", _files["report.json"]);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("refresh")]
    public async Task A_lock_that_never_ends_is_refused(string verb)
    {
        using var folder = new TempFolder();
        File.CreateSymbolicLink(folder["versions.lock.json"], Endless);
        await Refused(1, "4 MiB, and no lock is", "lock", verb, "--project", folder.Info.FullName);
    }

    [Fact]
    public async Task The_list_of_what_was_rendered_that_never_ends_is_refused()
    {
        using var folder = ProgramRuns.Folder("sdk");
        Directory.CreateDirectory(folder["out"]);
        File.CreateSymbolicLink(folder["out/.stratus-rendered"], Endless);
        await Refused(1, "64 MiB, and no list of files is", "render", "--stack", "dev", "--project", folder.Info.FullName, "--out", folder["out"]);
    }

    private static async Task Refused(int code, string most, params string[] arguments)
    {
        var result = await ProgramRuns.RunAsync(arguments);
        result.Code.ShouldBe(code, result.Errors);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldContain($"cannot be read: it is larger than {most}");
    }
}
