using Pulumi;
using Pulumi.Command.Remote;
using Pulumi.Command.Remote.Inputs;

namespace Providers.Tests.Command;

public class RemoteCommandTests
{
    [Fact]
    public async Task A_command_sends_what_runs_and_where()
    {
        var recorder = await Recorder.Of(options => new Pulumi.Command.Remote.Command("prepare", new CommandArgs
        {
            Connection = new ConnectionArgs
            {
                Host = "192.0.2.1",
                HostKey = "ssh-ed25519 AAAA",
                Proxy = new ProxyConnectionArgs { Host = "192.0.2.254" },
            },
            Create = "sudo -n bash -s -- apply",
            Delete = "sudo -n bash -s -- remove",
            Stdin = "true",
            Logging = Logging.Stderr,
            AddPreviousOutputInEnv = false,
        }, options));

        var inputs = recorder.Inputs("prepare");
        recorder["prepare"].Type.ShouldBe("command:remote:Command");
        inputs["create"].ShouldBe("sudo -n bash -s -- apply");
        inputs["logging"].ShouldBe("stderr");
        inputs["addPreviousOutputInEnv"].ShouldBe(false);
        inputs.At("connection", "hostKey").ShouldBe("ssh-ed25519 AAAA");
        inputs.At("connection", "proxy", "host").ShouldBe("192.0.2.254");
        inputs.ShouldNotContainKey("triggers");
        inputs.ShouldNotContainKey("environment");
    }

    [Theory]
    [InlineData("port", 22d)]
    [InlineData("user", "root")]
    [InlineData("dialErrorLimit", 10d)]
    [InlineData("perDialTimeout", 15d)]
    public async Task A_connection_and_its_proxy_have_the_providers_defaults(string field, object value)
    {
        var recorder = await Recorder.Of(options => Minimal("c", options));

        recorder.Inputs("c").At("connection", field).ShouldBe(value);
        recorder.Inputs("c").At("connection", "proxy", field).ShouldBe(value);
    }

    [Fact]
    public async Task A_command_is_replaced_when_a_trigger_changes_and_hides_its_connection()
    {
        var recorder = await Recorder.Of(options => Minimal("c", options));

        recorder.OptionsOf("c").Version.ShouldBe("1.2.1");
        recorder.OptionsOf("c").ReplaceOnChanges.ShouldBe(["triggers[*]"]);
        recorder.OptionsOf("c").AdditionalSecretOutputs.ShouldBe(["connection"]);
    }

    [Fact]
    public async Task A_connection_is_secret() =>
        (await Outputs.InProgram(() => Output.IsSecretAsync<ConnectionArgs>(
            new CommandArgs { Connection = new ConnectionArgs { Host = "192.0.2.1" } }.Connection!))).ShouldBeTrue();

    [Fact]
    public async Task A_private_key_is_secret() =>
        (await Outputs.InProgram(() => Output.IsSecretAsync<string>(
            new ConnectionArgs { Host = "192.0.2.1", PrivateKey = "plain" }.PrivateKey!))).ShouldBeTrue();

    [Fact]
    public async Task A_command_without_a_connection_is_refused() =>
        (await Should.ThrowAsync<Exception>(() => Recorder.Of(options =>
            new Pulumi.Command.Remote.Command("c", new CommandArgs { Create = "true" }, options))))
        .ToString().ShouldContain("connection is required");

    [Fact]
    public async Task A_copy_sends_its_source_and_where_it_lands()
    {
        var recorder = await Recorder.Of(options => new CopyToRemote("copy", new CopyToRemoteArgs
        {
            Connection = new ConnectionArgs { Host = "192.0.2.1" },
            Source = new StringAsset("text"),
            RemotePath = "/etc/stratus",
        }, options));

        recorder["copy"].Type.ShouldBe("command:remote:CopyToRemote");
        recorder.Inputs("copy")["remotePath"].ShouldBe("/etc/stratus");
        recorder.OptionsOf("copy").AdditionalSecretOutputs.ShouldBe(["connection"]);
    }

    [Fact]
    public async Task A_local_command_needs_no_connection()
    {
        var recorder = await Recorder.Of(options => new Pulumi.Command.Local.Command("local", new Pulumi.Command.Local.CommandArgs
        {
            Create = "true",
            Interpreter = { "/bin/bash", "-c" },
            Triggers = new object[] { 1, "two" },
        }, options));

        recorder["local"].Type.ShouldBe("command:local:Command");
        recorder.Inputs("local").At("interpreter", 0).ShouldBe("/bin/bash");
        recorder.Inputs("local").At("triggers", 1).ShouldBe("two");
        recorder.OptionsOf("local").ReplaceOnChanges.ShouldBe(["triggers[*]"]);
    }

    private static Pulumi.Command.Remote.Command Minimal(string name, CustomResourceOptions options) => new(name, new CommandArgs
    {
        Connection = new ConnectionArgs { Host = "192.0.2.1", Proxy = new ProxyConnectionArgs { Host = "192.0.2.254" } },
        Create = "true",
    }, options);
}
