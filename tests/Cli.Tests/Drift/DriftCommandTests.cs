using System.Text.Json.Nodes;
using Stratus.Cli.Tests.Hosts;
using Stratus.Cli.Tests.Plans;
using Stratus.Cli.Tests.Programs;
using Stratus.Core.Settings.Formats;
using Stratus.Tests.Shared.Ssh;

namespace Stratus.Cli.Tests.Drift;

/// <summary>The command from end to end, with real sshds and the real script; what is prepared is a folder that stands for the host's disk.</summary>
public sealed class DriftCommandTests
{
    private static readonly JsonSchemaCheck Schema = JsonSchemaCheck.Load(RepositoryFiles.Path("docs/drift.schema.json"));

    [Fact]
    public async Task A_host_that_was_left_alone_matches()
    {
        using var root = new PreparedRoot();
        using var server = await root.ServerAsync();

        var json = await DriftAsync(server, "--json", "-");
        var table = await DriftAsync(server);

        json.Code.ShouldBe(0, json.Everything);
        Host(json)["verdict"]!.GetValue<string>().ShouldBe("matches");
        Host(json)["claims"]!.AsArray().Select(claim => claim!["name"]!.GetValue<string>()).ShouldBe(["join-token", "preparation"]);
        table.Output.ShouldContain("matches: 2 as set");
        table.Output.ShouldContain("2 things are as set; --verbose lists them");
        table.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_changed_is_shown_with_what_it_was_why_it_matters_and_what_mends_it_and_secrets_are_not()
    {
        using var root = new PreparedRoot();
        using var server = await root.ServerAsync();
        root.Write(PreparedRoot.Forwarding, "0\n");
        root.Write(PreparedRoot.TokenFile, PreparedRoot.Secret + "-other");

        var json = await DriftAsync(server, "--json", "-");
        var table = await DriftAsync(server, "--verbose");

        (json.Code, table.Code).ShouldBe((1, 1));
        Host(json)["findings"]!.AsArray().Select(finding => $"{finding!["kind"]} {finding["name"]} {finding["change"]} {finding["status"]}").ShouldBe(
            [$"file /{PreparedRoot.TokenFile} content drift", "sysctl net.ipv4.ip_forward value drift"]);
        foreach (var expected in (string[])["sysctl net.ipv4.ip_forward", "set: 1 (by preparation)", "now: 0", "why: the traffic of pods", "fix: sysctl --write net.ipv4.ip_forward=1", "hosts[].reapply"])
            table.Output.ShouldContain(expected);
        (json.Everything + table.Everything).ShouldNotContain(PreparedRoot.Secret);
    }

    [Fact]
    public async Task A_host_that_nobody_prepared_has_a_verdict_of_its_own_and_does_not_pass()
    {
        using var server = await SshServer.StartedAsync("STRATUS_ROOT=/no/such/root sh -c \"$SSH_ORIGINAL_COMMAND\"");

        var result = await DriftAsync(server, "--json", "-");

        result.Code.ShouldBe(1);
        Host(result)["verdict"]!.GetValue<string>().ShouldBe("notPrepared");
        (await DriftAsync(server)).Output.ShouldContain("not prepared by Stratus");
    }

    [Fact]
    public async Task This_machine_is_asked_too()
    {
        var result = await ProgramRuns.RunAsync("drift", "--local", "--json", "-");

        result.Code.ShouldBe(Host(result)["verdict"]!.GetValue<string>() switch { "matches" => 0, "notChecked" => 2, _ => 1 });
        Host(result)["address"].ShouldBeNull();
    }

    [Fact]
    public async Task Who_may_not_become_root_is_told_so_for_claims_are_roots()
    {
        using var server = await SshServer.StartedAsync(SshServers.AsNobody);

        var result = await DriftAsync(server, "--json", "-");

        result.Code.ShouldBe(2);
        Failure(result).ShouldBe("noSudo");
    }

    [Fact]
    public async Task A_machine_that_is_not_there_could_not_be_checked()
    {
        using var server = new SshServer();

        var result = await DriftAsync(server, "--json", "-");

        result.Code.ShouldBe(2);
        Failure(result).ShouldBe("refused");
    }

    [Fact]
    public async Task A_key_that_nobody_has_confirmed_is_shown_and_not_trusted()
    {
        using var server = await SshServer.StartedAsync();

        var result = await ProgramRuns.RunAsync("drift", "--host", $"root@127.0.0.1:{server.Port}", "--identity", server.PrivateKeyFile);

        result.Code.ShouldBe(2);
        foreach (var expected in (string[])[HostKey.Fingerprint(server.HostKey), $"--host-key '{server.HostKey}'", "proves nothing"]) result.Output.ShouldContain(expected);
    }

    [Fact]
    public async Task What_is_no_report_is_said_to_be_none()
    {
        using var server = await SshServer.StartedAsync("sh -c 'echo Welcome; echo no bash here >&2; exit 127'");

        var result = await DriftAsync(server);

        result.Code.ShouldBe(2);
        result.Output.ShouldContain("the checks did not run to their end: no bash here");
    }

    [Fact]
    public async Task The_hosts_of_a_stack_are_asked_together_and_one_that_drifted_decides()
    {
        using var root = new PreparedRoot();
        using var server = await root.ServerAsync();
        using var down = new SshServer();
        root.Write(PreparedRoot.Forwarding, "0\n");
        using var folder = Stack(Line("server1", "server", server) + Line("agent1", "agent", down));
        string[] command = ["drift", "--stack", "dev", "--project", folder.Info.FullName, "--identity", server.PrivateKeyFile];

        var all = await ProgramRuns.RunAsync([.. command, "--json", folder["drift.json"]]);
        var one = await ProgramRuns.RunAsync([.. command, "--only", "agent1"]);

        all.Code.ShouldBe(1);
        one.Code.ShouldBe(2);
        all.Errors.ShouldContain("server1: asking");
        all.Errors.ShouldContain("server1: drifted");
        all.Output.ShouldContain("2 hosts: 1 drifted, 1 could not be checked");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(folder["drift.json"], TestContext.Current.CancellationToken));
        Schema.Check(json).ShouldBeEmpty();
        json!["hosts"]!.AsArray().Select(host => host!["name"]!.GetValue<string>()).ShouldBe(["server1", "agent1"]);
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("doctor")]
    public async Task A_report_that_cannot_be_written_is_no_verdict(string command)
    {
        using var down = new SshServer();

        var result = await ProgramRuns.RunAsync(
            command, "--host", $"root@127.0.0.1:{down.Port}", "--identity", down.PrivateKeyFile, "--json", "/no/such/folder/report.json");

        result.Code.ShouldBe(2);
        result.Errors.ShouldBe("stratus: /no/such/folder/report.json cannot be written: there is no folder /no/such/folder\n");
    }

    [Fact]
    public async Task Bad_settings_are_all_told_and_no_machine_is_asked()
    {
        using var folder = Stack("    - id: server1\n      role: king\n      address: 127.0.0.1\n");

        var result = await ProgramRuns.RunAsync("drift", "--stack", "dev", "--project", folder.Info.FullName);

        result.Code.ShouldBe(2);
        result.Errors.ShouldContain("hosts[0].role");
        result.Output.ShouldBeEmpty();
    }

    private static Task<CommandResult> DriftAsync(SshServer server, params string[] options) => ProgramRuns.RunAsync(
        ["drift", "--host", $"root@127.0.0.1:{server.Port}", "--identity", server.PrivateKeyFile, "--host-key", server.HostKey, .. options]);

    private static TempFolder Stack(string hosts) => new TempFolder()
        .Write("Pulumi.yaml", "name: stratus\nruntime: dotnet\n")
        .Write("Pulumi.dev.yaml", $"config:\n  stratus:environment: dev\n  stratus:runtimes: [kata-qemu]\n  stratus:hosts:\n{hosts}");

    private static string Line(string id, string role, SshServer server) =>
        $"    - id: {id}\n      role: {role}\n      address: 127.0.0.1\n      nodeAddress: 192.0.2.{id.Length + (role == "server" ? 10 : 20)}\n      port: {server.Port}\n      hostKey: {server.HostKey}\n";

    private static JsonObject Host(CommandResult result)
    {
        var json = JsonNode.Parse(result.Output);
        Schema.Check(json).ShouldBeEmpty();
        return json!["hosts"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
    }

    private static string Failure(CommandResult result) => Host(result)["error"]!["failure"]!.GetValue<string>();
}
