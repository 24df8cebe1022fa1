using System.Text.Json.Nodes;
using Stratus.Cli.Tests.Hosts;
using Stratus.Cli.Tests.Plans;
using Stratus.Cli.Tests.Programs;
using Stratus.Core.Settings.Formats;
using Stratus.Tests.Shared.Ssh;

namespace Stratus.Cli.Tests.Doctor;

/// <summary>The command from end to end, with real sshds and the real script on this machine. What it finds here, it finds here.</summary>
public sealed class DoctorCommandTests
{
    private static readonly JsonSchemaCheck Schema = JsonSchemaCheck.Load(RepositoryFiles.Path("docs/doctor.schema.json"));

    [Fact]
    public async Task This_machine_is_asked_and_every_check_answers()
    {
        var result = await ProgramRuns.RunAsync("doctor", "--local", "--json", "-", "--runtime", "gvisor", "--runtime", "kata-qemu");

        var host = Host(result);
        result.Code.ShouldBe(ExpectedCode(host));
        host["address"].ShouldBeNull();
        host["skewSeconds"].ShouldBeNull();
        Checks(host).ShouldContain("kvm");
        Checks(host).Count(check => check.StartsWith("module.")).ShouldBeGreaterThan(5);
        host["findings"]!.AsArray().ShouldAllBe(finding => finding!["runtimes"]!.AsObject().Count == 2);
    }

    [Fact]
    public async Task A_machine_with_the_key_that_was_given_is_asked_and_the_line_to_pin_is_printed()
    {
        using var server = await SshServer.StartedAsync();

        var result = await DoctorAsync(server, "--host-key", server.HostKey);

        result.Errors.ShouldBeEmpty();
        result.Output.ShouldContain($"\n    hostKey: {server.HostKey}\n");
        result.Output.ShouldContain("clock.skew: its clock and the one here agree");
        result.Code.ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task What_is_found_over_ssh_is_what_is_found_here()
    {
        using var server = await SshServer.StartedAsync();

        // What else this machine does meanwhile may take a port, or give one back.
        var local = await LocalAsync();
        var remote = Host(await DoctorAsync(server, "--host-key", server.HostKey, "--json", "-"));
        var (before, after) = (Checks(local).ToHashSet(), Checks(await LocalAsync()).ToHashSet());

        Checks(remote).Except(["clock.skew"]).ShouldBeSubsetOf(before.Union(after));
        before.Intersect(after).ShouldBeSubsetOf(Checks(remote));
        remote["facts"]!["kernel"]!.GetValue<string>().ShouldBe(local["facts"]!["kernel"]!.GetValue<string>());
        remote["hostKey"]!.GetValue<string>().ShouldBe(server.HostKey);
    }

    private static async Task<JsonObject> LocalAsync() => Host(await ProgramRuns.RunAsync("doctor", "--local", "--json", "-", "--runtime", "gvisor"));

    [Fact]
    public async Task A_key_that_nobody_has_confirmed_is_shown_and_not_trusted()
    {
        using var server = await SshServer.StartedAsync();

        var result = await DoctorAsync(server);

        result.Code.ShouldBe(2);
        foreach (var expected in (string[])[HostKey.Fingerprint(server.HostKey), $"    hostKey: {server.HostKey}\n", $"--host-key '{server.HostKey}'", "proves nothing",
            "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub"])
            result.Output.ShouldContain(expected);
        result.Output.ShouldNotContain("architecture ");
    }

    [Fact]
    public async Task Who_says_so_goes_on_with_a_key_that_nobody_has_confirmed_and_it_is_said_loudly()
    {
        using var server = await SshServer.StartedAsync();

        var result = await DoctorAsync(server, "--accept-new-host-key");

        result.Code.ShouldBeInRange(0, 1);
        result.Output.ShouldContain("ACCEPTED UNSEEN");
        result.Output.ShouldContain($"    hostKey: {server.HostKey}\n");
    }

    [Fact]
    public async Task Another_key_than_the_one_that_was_given_ends_it()
    {
        using var server = await SshServer.StartedAsync();

        var result = await DoctorAsync(server, "--host-key", SshServer.Stranger().Public, "--json", "-");

        result.Code.ShouldBe(2);
        Failure(result).ShouldBe("changedHostKey");
    }

    [Fact]
    public async Task A_machine_that_is_not_there_could_not_be_checked()
    {
        using var server = new SshServer();

        var result = await DoctorAsync(server, "--host-key", server.HostKey, "--json", "-");

        result.Code.ShouldBe(2);
        Failure(result).ShouldBe("refused");
    }

    [Fact]
    public async Task A_user_without_sudo_is_told_so_together_with_all_that_he_can_see()
    {
        using var server = await SshServer.StartedAsync(SshServers.AsNobody);

        var result = await DoctorAsync(server, "--host-key", server.HostKey, "--json", "-", "--runtime", "kata-qemu");

        result.Code.ShouldBe(1);
        if (File.Exists("/dev/net/tun")) Host(result)["findings"]!.AsArray().ShouldNotContain(finding =>
            finding!["check"]!.GetValue<string>() == "module.tun" && finding["severity"]!.GetValue<string>() == "fatal");
        var privilege = Host(result)["findings"]!.AsArray().Where(finding => finding!["check"]!.GetValue<string>() == "privilege").ShouldHaveSingleItem()!;
        privilege["severity"]!.GetValue<string>().ShouldBe("fatal");
        privilege["fix"]!.GetValue<string>().ShouldContain("NOPASSWD");
        Checks(Host(result)).Count.ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task What_is_no_report_is_said_to_be_none()
    {
        using var server = await SshServer.StartedAsync("sh -c 'echo Welcome; echo no bash here >&2; exit 127'");

        var result = await DoctorAsync(server, "--host-key", server.HostKey);

        result.Code.ShouldBe(2);
        result.Output.ShouldContain("the checks did not run to their end: no bash here");
    }

    [Fact]
    public async Task The_machines_of_a_stack_are_asked_together_with_their_own_keys_ports_and_jump_hosts()
    {
        using var jump = await SshServer.StartedAsync();
        using var server = await SshServer.StartedAsync();
        using var down = new SshServer();
        jump.Admit(server.PrivateKeyFile + ".pub");
        using var folder = Stack(
            Line("server1", "server", server) + $"      jumpHost: {{ address: 127.0.0.1, port: {jump.Port}, hostKey: {jump.HostKey} }}\n      thinPool: {{ loopSizeGib: 20 }}\n"
            + Line("agent1", "agent", down) + "      thinPool: { loopSizeGib: 20 }\n");

        var result = await ProgramRuns.RunAsync(
            "doctor", "--stack", "dev", "--project", folder.Info.FullName, "--identity", server.PrivateKeyFile, "--json", folder["doctor.json"]);

        var hosts = JsonNode.Parse(await File.ReadAllTextAsync(folder["doctor.json"], TestContext.Current.CancellationToken))!["hosts"]!.AsArray();
        hosts.Select(host => host!["name"]!.GetValue<string>()).ShouldBe(["server1", "agent1"]);
        hosts[0]!["error"].ShouldBeNull();
        Checks(hosts[0]!.AsObject()).ShouldContain("thin-pool.target");
        hosts[1]!["error"]!["failure"]!.GetValue<string>().ShouldBe("refused");
        result.Code.ShouldBe(hosts[0]!["verdict"]!.GetValue<string>() == "notReady" ? 1 : 2);
        result.Errors.ShouldContain("server1: asking");
        result.Output.ShouldContain("2 hosts: ");
    }

    [Fact]
    public async Task Only_some_machines_of_a_stack_can_be_asked()
    {
        using var server = await SshServer.StartedAsync();
        using var down = new SshServer();
        using var folder = Stack(Line("server1", "server", server) + Line("agent1", "agent", down));

        var result = await ProgramRuns.RunAsync("doctor", "--stack", "dev", "--project", folder.Info.FullName, "--identity", server.PrivateKeyFile,
            "--only", "server1", "--json", "-");
        var unknown = await ProgramRuns.RunAsync("doctor", "--stack", "dev", "--project", folder.Info.FullName, "--only", "server9");

        Host(result)["name"]!.GetValue<string>().ShouldBe("server1");
        unknown.Code.ShouldBe(2);
        unknown.Errors.ShouldContain("the stack dev has no host server9");
        unknown.Errors.ShouldContain("server1, agent1");
    }

    [Fact]
    public async Task Bad_settings_are_all_told_and_no_machine_is_asked()
    {
        using var folder = Stack("    - id: server1\n      role: king\n      address: 127.0.0.1\n");

        var result = await ProgramRuns.RunAsync("doctor", "--stack", "dev", "--project", folder.Info.FullName);

        result.Code.ShouldBe(2);
        result.Errors.ShouldContain("hosts[0].role");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_machine_that_does_not_exist_yet_could_not_be_checked()
    {
        var key = SshServer.Stranger().Public;
        using var folder = new TempFolder().Write("Pulumi.yaml", "name: stratus\nruntime: dotnet\n").Write("Pulumi.dev.yaml", $$"""
            config:
              stratus:environment: dev
              stratus:runtimes: [kata-qemu]
              stratus:aws: { region: eu-central-1, vpcId: vpc-0123456789abcdef0, amiOwner: "136693071363", amiName: debian-13-*, adminCidrs: [203.0.113.0/28], sshPublicKey: {{key}} }
              stratus:hosts:
                - { id: box1, role: server, user: admin, ec2: { instanceType: m8i.4xlarge, subnetId: subnet-0123456789abcdef0 } }
            """);

        var result = await ProgramRuns.RunAsync("doctor", "--stack", "dev", "--project", folder.Info.FullName);

        result.Errors.ShouldBeEmpty();
        result.Code.ShouldBe(2);
        result.Output.ShouldContain("pulumi up creates it: the stack file has no address of it");
    }

    private static Task<CommandResult> DoctorAsync(SshServer server, params string[] options) => ProgramRuns.RunAsync(
        ["doctor", "--host", $"root@127.0.0.1:{server.Port}", "--identity", server.PrivateKeyFile, "--runtime", "gvisor", "--verbose", .. options]);

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

    private static IReadOnlyList<string> Checks(JsonObject host) => [.. host["findings"]!.AsArray().Select(finding => finding!["check"]!.GetValue<string>())];

    private static int ExpectedCode(JsonObject host) => host["verdict"]!.GetValue<string>() switch { "ready" => 0, "notReady" => 1, _ => 2 };
}
