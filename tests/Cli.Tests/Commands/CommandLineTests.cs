using System.Diagnostics;
using Stratus.Cli.Tests.Programs;

namespace Stratus.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("bogus 2>&-", 2)]
    [InlineData("bogus 2>/dev/full", 2)]
    [InlineData("verify no-such.json --key no-such.pem 2>&-", 2)]
    [InlineData("diff no-such no-such 2>&-", 1)]
    public async Task Who_has_no_standard_error_still_gets_the_exit_code(string arguments, int code)
    {
        using var process = Process.Start("bash", ["-c", $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "stratus.dll")}' {arguments}"])!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(code);
    }

    [Theory]
    [InlineData("--json /dev/stdout | cat")]
    [InlineData("--json >(cat)")]
    public async Task What_is_written_to_a_device_reaches_who_reads_it(string output)
    {
        var program = $"set -o pipefail; dotnet '{Path.Combine(AppContext.BaseDirectory, "stratus.dll")}' diff /dev/null /dev/null {output}";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", program]) { RedirectStandardOutput = true })!;
        (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("\"schemaVersion\": 1");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("Required command was not provided.")]
    [InlineData("'prevew'", "prevew")]
    [InlineData("'prevew'", "prevew", "--stack", "dev")]
    [InlineData("--stack", "preview")]
    [InlineData("'--colour'", "preview", "--stack", "dev", "--colour")]
    [InlineData("--timeout is 'soon'", "preview", "--stack", "dev", "--timeout", "soon")]
    [InlineData("--timeout is '0'", "preview", "--stack", "dev", "--timeout", "0")]
    [InlineData("--timeout is '-1'", "preview", "--stack", "dev", "--timeout=-1")]
    [InlineData("'BASE'", "diff")]
    [InlineData("--limit is '3'", "diff", "/dev/null", "/dev/null", "--limit", "3")]
    [InlineData("--out", "render", "--stack", "dev")]
    [InlineData("--out is empty; it takes a folder's name", "render", "--stack", "dev", "--out", "")]
    [InlineData("--project is empty; it takes a folder's name", "preview", "--stack", "dev", "--project", "")]
    [InlineData("--project is empty; it takes a folder's name", "drift", "--stack", "dev", "--project", "")]
    [InlineData("--project is empty; it takes a folder's name", "lock", "check", "--project", "")]
    [InlineData("--identity is empty; it takes a file's name", "doctor", "--host", "box", "-i", "")]
    [InlineData("--kubeconfig is empty; it takes a file's name", "smoke", "--key", "key.pem", "--kubeconfig", "")]
    [InlineData("--key is empty; it takes a file's name", "smoke", "--key", "", "--kubeconfig", "kube.conf")]
    [InlineData("--plan is empty; it takes a file's name", "smoke", "--key", "key.pem", "--kubeconfig", "kube.conf", "--plan", "")]
    [InlineData("--json is empty", "preview", "--stack", "dev", "--json", "")]
    [InlineData("--markdown is empty", "diff", "/dev/null", "/dev/null", "--markdown", "")]
    [InlineData("in the place of settings: Pulumi.dev.yaml", "preview", "--stack", "dev", "--json", "Pulumi.dev.yaml")]
    [InlineData("BASE is empty", "diff", "", "/dev/null")]
    [InlineData("HEAD is empty", "diff", "/dev/null", "")]
    [InlineData("cannot both be '-'", "diff", "/dev/null", "/dev/null", "--json", "-", "--markdown", "-")]
    [InlineData("one of --local, --host user@address and --stack STACK", "doctor")]
    [InlineData("one of --local, --host user@address and --stack STACK", "doctor", "--local", "--stack", "dev")]
    [InlineData("--host is '-oProxyCommand=id'", "doctor", "--host=-oProxyCommand=id")]
    [InlineData("--runtime is 'runc'; it takes kata-fc, kata-clh, kata-qemu, gvisor", "doctor", "--local", "--runtime", "runc")]
    [InlineData("--pool-device is '/etc/passwd'", "doctor", "--local", "--pool-device", "/etc/passwd")]
    [InlineData("--pool-device is '/dev/../etc/passwd'", "doctor", "--local", "--pool-device", "/dev/../etc/passwd")]
    [InlineData("--role is 'king'", "doctor", "--local", "--role", "king")]
    [InlineData("--only needs --stack", "doctor", "--local", "--only", "box1")]
    [InlineData("--jump needs --host", "doctor", "--local", "--jump", "root@192.0.2.1")]
    [InlineData("--role does not go with --stack", "doctor", "--stack", "dev", "--role", "agent")]
    [InlineData("--identity does not go with --local", "doctor", "--local", "--identity", "key")]
    [InlineData("ssh-rsa signs with SHA-1", "doctor", "--host", "box", "--host-key", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB")]
    [InlineData("exclude one another", "doctor", "--host", "box", "--accept-new-host-key", "--host-key",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4zcrQI8YkLkx3SHNU/bF0vad8U+JK5i+Sbwbe/9k3H")]
    [InlineData("drift takes one of --local, --host user@address and --stack STACK", "drift")]
    [InlineData("drift takes one of --local, --host user@address and --stack STACK", "drift", "--local", "--host", "box")]
    [InlineData("--host is '-oProxyCommand=id'", "drift", "--host=-oProxyCommand=id")]
    [InlineData("--only needs --stack", "drift", "--local", "--only", "box1")]
    [InlineData("--host-key needs --host", "drift", "--stack", "dev", "--host-key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4zcrQI8YkLkx3SHNU/bF0vad8U+JK5i+Sbwbe/9k3H")]
    [InlineData("--accept-new-host-key does not go with --local", "drift", "--local", "--accept-new-host-key")]
    [InlineData("--json is empty", "drift", "--local", "--json", "")]
    [InlineData("--timeout is '0'", "drift", "--local", "--timeout", "0")]
    [InlineData("'--runtime'", "drift", "--local", "--runtime", "kata-fc")]
    [InlineData("'REPORT'", "verify")]
    [InlineData("REPORT is empty", "verify", "")]
    [InlineData("--key is empty", "verify", "report.json", "--key", "")]
    [InlineData("--html is empty", "verify", "report.json", "--key", "key.pem", "--html", "")]
    [InlineData("--json and --junit cannot both be '-'", "verify", "report.json", "--json", "-", "--junit", "-")]
    [InlineData("--max-age is '24'; it takes", "verify", "report.json", "--max-age", "24")]
    [InlineData("--max-age is '0h'", "verify", "report.json", "--max-age", "0h")]
    [InlineData("--max-age is '-1h'", "verify", "report.json", "--max-age=-1h")]
    [InlineData("--max-age is '1.5h'", "verify", "report.json", "--max-age", "1.5h")]
    [InlineData("--key", "verify", "report.json", "--key", "a", "--key", "b")]
    [InlineData("--html", "verify", "report.json", "--html", "a", "--html", "b")]
    [InlineData("--json", "diff", "/dev/null", "/dev/null", "--json", "a", "--json", "b")]
    [InlineData("report.json, which is REPORT", "verify", "report.json", "--key", "key.pem", "--html", "./report.json")]
    [InlineData("key.pem, which is --key", "verify", "report.json", "--key", "key.pem", "--json", "key.pem")]
    [InlineData("old.json, which is --history", "verify", "report.json", "--key", "key.pem", "--history", "old.json", "--junit", "old.json")]
    [InlineData("--json and --html are one file", "verify", "report.json", "--key", "key.pem", "--html", "same", "--json", "same")]
    [InlineData("base.json, which is BASE", "diff", "base.json", "head.json", "--json", "base.json")]
    [InlineData("key.pem, which is --key", "smoke", "--kubeconfig", "kube.conf", "--key", "key.pem", "--report", "key.pem")]
    [InlineData("--report and --json are one file", "smoke", "--kubeconfig", "kube.conf", "--key", "key.pem", "--report", "same", "--json", "same")]
    [InlineData("--report takes a file's name", "smoke", "--kubeconfig", "kube.conf", "--key", "key.pem", "--report", "-")]
    [InlineData("'@report.json'", "lock", "check", "@report.json")]
    [InlineData("--timeout is 'NaN'", "preview", "--stack", "dev", "--timeout", "NaN")]
    public async Task A_wrong_command_line_is_exit_code_2(string message, params string[] arguments)
    {
        var result = await ProgramRuns.RunAsync(arguments);
        result.Code.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldContain(message);
        result.Errors.ShouldNotContain("System.");
        result.Errors.ShouldContain("stratus --help");
    }

    [Fact]
    public async Task Help_is_a_result_and_ends_with_examples()
    {
        var result = await ProgramRuns.RunAsync("--help");
        result.Code.ShouldBe(0);
        result.Errors.ShouldBeEmpty();
        result.Output.ShouldContain("stratus preview --stack dev");
        result.Output.ShouldContain("stratus doctor --host");
        result.Output.ShouldContain("stratus drift --host");
        result.Output.ShouldContain("stratus verify report.json --key public.pem");
    }

    [Fact]
    public async Task The_help_of_a_command_ends_with_its_own_examples()
    {
        var result = await ProgramRuns.RunAsync("verify", "--help");
        result.Output.ShouldContain("Examples:");
        result.Output.ShouldContain("stratus verify report.json -k public.pem --max-age 24h");
        result.Output.ShouldNotContain("stratus doctor");
    }

    [Fact]
    public async Task A_plan_can_be_written_to_a_file_and_the_tree_is_printed_too()
    {
        using var folder = ProgramRuns.Folder("sdk");
        var result = await ProgramRuns.RunAsync("preview", "-s", "dev", "--project", folder.Info.FullName, "--json", folder["plan.json"]);
        result.Code.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("house-door");
        (await File.ReadAllTextAsync(folder["plan.json"], TestContext.Current.CancellationToken))
            .ShouldStartWith("{\n  \"schemaVersion\": 1,");
        folder.Info.GetFiles("*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_preview_leaves_the_former_plan_alone()
    {
        using var folder = ProgramRuns.Folder("throws").Write("plan.json", "former");
        (await ProgramRuns.RunAsync("preview", "-s", "dev", "--project", folder.Info.FullName, "--json",
            folder["plan.json"])).Code.ShouldBe(1);
        (await File.ReadAllTextAsync(folder["plan.json"], TestContext.Current.CancellationToken)).ShouldBe("former");
    }

    [Theory]
    [InlineData("/no/such/folder/plan.json", "there is no folder /no/such/folder")]
    [InlineData("/tmp/", "it is a folder")]
    public async Task A_file_that_cannot_be_is_a_clear_error(string file, string message) =>
        (await ProgramRuns.PreviewAsync("sdk", "", "--json", file)).Errors.ShouldBe($"stratus: {file} cannot be written: {message}\n");

    [Fact]
    public async Task Bad_settings_are_all_reported_with_their_places_and_nothing_starts()
    {
        using var folder = new TempFolder()
            .Write("Pulumi.yaml", "name: stratus\nruntime: {name: dotnet, options: {binary: /no/such/program.dll}}\n")
            .Write("Pulumi.dev.yaml", "config:\n  stratus:environment: moon\n  stratus:hosts:\n    - id: a\n      role: server\n      address: 'not an address'\n");
        var result = await ProgramRuns.RunAsync("preview", "-s", "dev", "--project", folder.Info.FullName);
        result.Code.ShouldBe(1);
        result.Errors.ShouldContain("Pulumi.dev.yaml:2:24 environment");
        result.Errors.ShouldContain("Pulumi.dev.yaml:6:16 hosts[0].address");
        result.Errors.ShouldNotContain("program.dll");
    }

    [Fact]
    public async Task A_diff_is_written_in_every_form_and_differences_are_no_failure()
    {
        using var folder = ProgramRuns.Folder("sdk");
        await ProgramRuns.RunAsync("preview", "-s", "dev", "--project", folder.Info.FullName, "--json", folder["head.json"]);
        var result = await ProgramRuns.RunAsync("diff", "/dev/null", folder["head.json"], "--json", folder["diff.json"], "--markdown",
            folder["diff.md"]);
        result.Code.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("house-door");
        (await File.ReadAllTextAsync(folder["diff.json"], TestContext.Current.CancellationToken)).ShouldContain("house-door");
        (await File.ReadAllTextAsync(folder["diff.md"], TestContext.Current.CancellationToken)).ShouldContain("house-door");
        (await ProgramRuns.RunAsync("diff", folder["head.json"], folder["head.json"])).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_no_plan_is_named()
    {
        using var folder = new TempFolder().Write("no-plan.json", "{}");
        var result = await ProgramRuns.RunAsync("diff", "/dev/null", folder["no-plan.json"]);
        result.Code.ShouldBe(1);
        result.Errors.ShouldContain("no-plan.json: ");
    }

    [Fact]
    public async Task An_empty_file_is_no_plan_of_nothing()
    {
        using var folder = new TempFolder().Write("cut.json", "");
        var result = await ProgramRuns.RunAsync("diff", "/dev/null", folder["cut.json"]);
        result.Code.ShouldBe(1);
        result.Errors.ShouldContain("cut.json: this is not a plan");
        result.Errors.ShouldContain("empty");
    }

    [Fact]
    public async Task What_a_file_holds_cannot_move_the_cursor_of_who_reads_the_error()
    {
        using var folder = new TempFolder().Write("odd.json", "t\u001b[2Jodd").Write("long.json", $$"""{"{{new string('x', 9999)}}\u001b":1}""");
        foreach (var name in (string[])["odd.json", "long.json"])
        {
            var result = await ProgramRuns.RunAsync("diff", "/dev/null", folder[name]);
            result.Code.ShouldBe(1);
            result.Errors.ShouldNotContain('\u001b');
            result.Errors.Length.ShouldBeLessThan(2000);
        }
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----KeyCanary4711")]
    [InlineData("KeyCanary4711")]
    public async Task A_private_key_in_clear_text_starts_nothing_and_is_not_shown(string key)
    {
        using var folder = new TempFolder()
            .Write("Pulumi.yaml", "name: stratus\nruntime: {name: dotnet, options: {binary: /no/such/program.dll}}\n")
            .Write("Pulumi.dev.yaml", "config:\n  stratus:environment: dev\n  stratus:runtimes: [kata-qemu]\n"
                + $"  stratus:hosts: [{{ id: a, role: server, address: 192.0.2.1 }}]\n  stratus:sshPrivateKey: '{key}'\n");
        var result = await ProgramRuns.RunAsync("preview", "-s", "dev", "--project", folder.Info.FullName);
        result.Code.ShouldBe(1);
        result.Errors.ShouldStartWith("stratus: 1 mistake in the stack's settings\nPulumi.dev.yaml:5:26 sshPrivateKey\n");
        result.Errors.ShouldContain("pulumi config set --secret stratus:sshPrivateKey");
        result.Everything.ShouldNotContain("KeyCanary4711");
    }

    [Fact]
    public async Task Rendering_names_the_index_of_what_it_wrote()
    {
        using var folder = ProgramRuns.Folder("sdk");
        var result = await ProgramRuns.RunAsync("render", "-s", "dev", "--project", folder.Info.FullName, "--out", folder["out"]);
        result.Code.ShouldBe(0, result.Errors);
        File.Exists(result.Output.Trim()).ShouldBeTrue();
    }
}
