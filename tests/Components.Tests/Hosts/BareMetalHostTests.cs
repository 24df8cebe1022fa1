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
    public async Task Declaring_a_machine_does_nothing_to_it()
    {
        var seen = await Recorder.RunAsync(options => Build.Host(Settings, options));

        seen.Resources.Select(one => one.Type).ShouldBe(["stratus:hosts:BareMetalHost"]);
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
    public async Task Connecting_is_tried_for_a_machine_that_is_rebooting()
    {
        var connection = await ConnectionAsync(Settings);

        (await ReadAsync(connection.DialErrorLimit)).ShouldBe(60);
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
