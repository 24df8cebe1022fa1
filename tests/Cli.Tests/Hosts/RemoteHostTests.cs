using Stratus.Cli.Hosts;
using Stratus.Tests.Shared.Ssh;

namespace Stratus.Cli.Tests.Hosts;

/// <summary>The door to hosts, against real sshds.</summary>
public sealed class RemoteHostTests
{
    private const string Script = "echo \"$1\"; cat >&2; exit 3";

    [Fact]
    public async Task A_script_runs_as_root_and_its_code_and_streams_come_back_as_they_are()
    {
        using var server = await SshServer.StartedAsync();

        var result = await RunAsync(server.Target(), "report() { id -u; echo \"quoted '$1'\"; echo aside >&2; exit 3; }\n\"$1\"");

        result.ShouldBe(new(3, "0\nquoted ''\n", "aside\n"));
    }

    [Fact]
    public async Task A_large_script_and_a_large_answer_do_not_block_each_other()
    {
        using var server = await SshServer.StartedAsync();
        var padding = string.Concat(Enumerable.Repeat("echo 0123456789012345678901234567890123456789\n", 20_000));

        var result = await RunAsync(server.Target(), padding);

        result.Output.Length.ShouldBe(41 * 20_000);
    }

    [Fact]
    public async Task A_host_key_that_is_not_pinned_and_not_known_is_refused()
    {
        using var server = await SshServer.StartedAsync();

        var error = await RefusedAsync(server.Target() with { HostKey = null });

        error.Failure.ShouldBe(HostFailure.UnknownHostKey);
        error.Message.ShouldStartWith("box: ");
        error.Fix.ShouldContain("stratus doctor --host");
    }

    [Fact]
    public async Task Another_host_key_than_the_pinned_one_is_refused_and_both_are_named()
    {
        using var server = await SshServer.StartedAsync();
        var pinned = SshServer.Stranger().Public;

        var error = await RefusedAsync(server.Target() with { HostKey = pinned });

        error.Failure.ShouldBe(HostFailure.ChangedHostKey);
        error.Cause.ShouldContain(Core.Settings.Formats.HostKey.Fingerprint(server.HostKey));
        error.Cause.ShouldContain(Core.Settings.Formats.HostKey.Fingerprint(pinned));
        error.Fix.ShouldContain("do not go on");
    }

    [Fact]
    public async Task A_pinned_key_of_a_type_that_the_host_lacks_is_refused()
    {
        using var server = await SshServer.StartedAsync();
        const string pinned = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=";

        var error = await RefusedAsync(server.Target() with { HostKey = pinned });

        error.Failure.ShouldBe(HostFailure.ChangedHostKey);
        error.Cause.ShouldContain("no host key of the expected type, ecdsa-sha2-nistp256");
        error.Cause.ShouldContain("ssh-ed25519");
        error.Fix.ShouldContain("ssh-keygen -A");
    }

    [Fact]
    public async Task A_user_that_the_host_does_not_know_is_refused()
    {
        using var server = await SshServer.StartedAsync();
        var target = server.Target();

        var error = await RefusedAsync(target with { Address = target.Address with { User = "nobody-at-all" } });

        error.Failure.ShouldBe(HostFailure.PermissionDenied);
        error.Fix.ShouldContain("~nobody-at-all/.ssh/authorized_keys");
    }

    [Fact]
    public async Task A_key_that_the_host_does_not_know_is_refused()
    {
        using var server = await SshServer.StartedAsync();
        using var other = new SshServer();

        var error = await RefusedAsync(server.Target() with { Identity = new(other.PrivateKeyFile) });

        error.Failure.ShouldBe(HostFailure.PermissionDenied);
        error.Fix.ShouldContain("--identity");
    }

    [Fact]
    public async Task A_key_that_is_no_file_is_said_before_anything_is_connected()
    {
        using var server = new SshServer();

        var error = await RefusedAsync(server.Target() with { Identity = new("/no/such/key") });

        error.Failure.ShouldBe(HostFailure.Client);
        error.Cause.ShouldContain("/no/such/key");
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_said_to_be_one()
    {
        using var server = new SshServer();

        (await RefusedAsync(server.Target())).Failure.ShouldBe(HostFailure.Refused);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_said_to_be_one()
    {
        using var server = new SshServer();

        var error = await RefusedAsync(server.Target() with { Address = new("root", "no-such-host.invalid", 22) });

        error.Failure.ShouldBe(HostFailure.Unresolved);
        error.Fix.ShouldContain("getent hosts no-such-host.invalid");
    }

    [Fact]
    public async Task A_user_who_may_not_become_root_is_said_to_be_one()
    {
        using var server = await SshServer.StartedAsync(SshServers.AsNobody);

        var error = await RefusedAsync(server.Target());

        error.Failure.ShouldBe(HostFailure.NoSudo);
        error.Cause.ShouldContain("sudo");
        error.Fix.ShouldContain("NOPASSWD");
        (await RemoteHost.RunAsUserAsync(server.Target(), "id -u", "report", TestContext.Current.CancellationToken)).Output.ShouldBe("65534\n");
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_said_to_have_broken()
    {
        using var server = await SshServer.StartedAsync("sh -c 'echo half; kill -9 $PPID'");

        (await RefusedAsync(server.Target())).Failure.ShouldBe(HostFailure.ConnectionLost);
    }

    [Fact]
    public async Task A_host_behind_a_jump_host_is_reached_with_both_keys_checked()
    {
        using var jump = await SshServer.StartedAsync();
        using var server = await SshServer.StartedAsync();
        var target = server.Target().Through(jump);

        (await RunAsync(target, "echo here")).Output.ShouldBe("here\n");

        var error = await RefusedAsync(target with { JumpHostKey = SshServer.Stranger().Public });
        error.Failure.ShouldBe(HostFailure.ChangedHostKey);
        error.Cause.ShouldStartWith("jump host root@127.0.0.1");
    }

    [Fact]
    public async Task A_jump_host_that_is_down_and_a_host_that_is_down_behind_it_are_told_apart()
    {
        using var down = new SshServer();
        using var server = await SshServer.StartedAsync();

        (await RefusedAsync(server.Target().Through(down))).Cause.ShouldStartWith($"jump host root@127.0.0.1:{down.Port}");
        (await RefusedAsync(down.Target().Through(server))).Cause.ShouldStartWith($"root@127.0.0.1:{down.Port}");
    }

    [Fact]
    public async Task Cancelling_ends_the_connection()
    {
        using var server = await SshServer.StartedAsync();
        using var source = new CancellationTokenSource();
        source.CancelAfter(300);

        await Should.ThrowAsync<OperationCanceledException>(() => RemoteHost.RunAsync(server.Target(), "sleep 600", "report", source.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x; id")]
    [InlineData("a'b")]
    public async Task A_verb_is_a_word(string verb) => await Should.ThrowAsync<ArgumentException>(() =>
        RemoteHost.RunAsync(new() { Name = "box", Address = new(null, "host", null) }, "", verb, default));

    private static Task<RemoteResult> RunAsync(HostTarget target, string script) =>
        RemoteHost.RunAsync(target, script, "report", TestContext.Current.CancellationToken);

    private static Task<HostError> RefusedAsync(HostTarget target) => Should.ThrowAsync<HostError>(() => RunAsync(target, Script));
}
