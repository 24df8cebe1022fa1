using Pulumi;
using Pulumi.Command.Remote.Inputs;
using Pulumi.Utilities;
using Stratus.Components.Hosts;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Hosts;

public class BareMetalHostTests
{
    private static readonly HostSettings Settings = Platforms.One.Hosts[0];

    [Fact]
    public async Task Declaring_a_machine_only_waits_for_its_ssh()
    {
        var seen = await Recorder.RunAsync(options => Build.Host(Settings, options));

        seen.Resources.Select(one => one.Type).ShouldBe(["command:local:Command", "stratus:hosts:BareMetalHost"]);
        seen.Orphans.ShouldBeEmpty();
        var script = seen["server-1-ssh"].Script!;
        script.Path.ShouldBe("components/Hosts/ssh-access.sh");
        script["STRATUS_SSH_ADDRESS"].ShouldBe(Settings.Address);
        script["STRATUS_SSH_HOST_KEY"].ShouldBe(Settings.HostKey);
        script["STRATUS_SSH_WAIT_MINUTES"].ShouldBe("10");
        seen.OptionsOf(seen["server-1-ssh"]).CustomTimeouts!.Create.ShouldBe(TimeSpan.FromMinutes(13));
    }

    [Fact]
    public async Task A_private_key_waits_in_secret()
    {
        var seen = await Recorder.RunAsync(options => Build.Host(Settings, options, Output.CreateSecret("key-canary")));

        seen["server-1-ssh"].Script!["STRATUS_SSH_PRIVATE_KEY"].ShouldBe("key-canary");
        ((string)seen["server-1-ssh"].Inputs["create"]).ShouldNotContain("key-canary");
    }

    [Fact]
    public async Task The_connection_is_secret_as_a_whole()
    {
        var isSecret = false;
        await WithHostAsync(Settings, async host => isSecret = await Output.IsSecretAsync(host.Connection));

        isSecret.ShouldBeTrue();
    }

    [Fact]
    public async Task The_host_key_of_the_stack_is_the_only_one_accepted()
    {
        var connection = await ConnectionAsync(Settings);

        (await ReadAsync(connection.HostKey)).ShouldBe(Settings.HostKey);
    }

    [Fact]
    public async Task Pulumi_dials_for_as_long_as_the_machine_is_waited_for()
    {
        var connection = await ConnectionAsync(Settings with { SshWaitMinutes = 2 });

        // As its provider pauses between tries: 0.1 s, half as long again each time, at most 5 s.
        var pauses = Enumerable.Range(0, await ReadAsync(connection.DialErrorLimit)).Sum(tried => Math.Min(5, 0.1 * Math.Pow(1.5, tried)));
        pauses.ShouldBeInRange(115, 130);
    }

    [Fact]
    public async Task A_jump_host_is_gone_through_with_its_own_host_key_and_the_same_private_key()
    {
        var jump = new JumpHostSettings { Address = "203.0.113.9", User = "jump", Port = 2222, HostKey = "ssh-ed25519 JUMP" };

        var connection = await ConnectionAsync(Settings with { JumpHost = jump }, "key-canary");

        var proxy = await OutputUtilities.GetValueAsync(connection.Proxy!.ToOutput());
        (await ReadAsync(proxy.Host)).ShouldBe("203.0.113.9");
        (await ReadAsync(proxy.User)).ShouldBe("jump");
        (await ReadAsync(proxy.HostKey)).ShouldBe("ssh-ed25519 JUMP");
        (await ReadAsync(proxy.PrivateKey)).ShouldBe("key-canary");
    }

    [Fact]
    public async Task Without_a_private_key_the_agent_is_asked()
    {
        var connection = await ConnectionAsync(Settings);

        connection.PrivateKey.ShouldBeNull();
        connection.Password.ShouldBeNull();
    }

    private static async Task<ConnectionArgs> ConnectionAsync(HostSettings settings, string? key = null)
    {
        ConnectionArgs? connection = null;
        await WithHostAsync(settings, async host => connection = await OutputUtilities.GetValueAsync(host.Connection), key);
        return connection!;
    }

    private static async Task WithHostAsync(HostSettings settings, Func<BareMetalHost, Task> look, string? key = null)
    {
        BareMetalHost? host = null;
        await Recorder.RunAsync(options => host = Build.Host(settings, options, key is null ? null : Output.CreateSecret(key)));
        await look(host!);
    }

    private static async Task<T> ReadAsync<T>(Input<T>? input) => await OutputUtilities.GetValueAsync(input!.ToOutput());
}
