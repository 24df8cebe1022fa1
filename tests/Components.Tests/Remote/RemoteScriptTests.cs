using Pulumi;
using Stratus.Core.Locking;
using Stratus.Core.Scripting;
using Stratus.Stacks;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Remote;

public class RemoteScriptTests
{
    [Fact]
    public async Task Nothing_travels_in_a_command_line_or_in_the_environment()
    {
        var seen = await RunAsync();

        foreach (var command in seen.Resources.Where(one => one.Type == "command:remote:Command"))
        {
            command.Inputs["create"].ShouldBe("bash -s -- apply");
            command.Inputs["delete"].ShouldBe("bash -s -- remove");
            command.Inputs.Keys.ShouldBe(["addPreviousOutputInEnv", "connection", "create", "delete", "logging", "stdin"], ignoreOrder: true);
            command.Inputs["addPreviousOutputInEnv"].ShouldBe(false);
            command.Inputs["logging"].ShouldBe("stderr");
        }
        foreach (var command in seen.Resources.Where(one => one.Type == "command:local:Command"))
        {
            command.Inputs["create"].ShouldBe("bash -s -- apply");
            command.Inputs.Keys.ShouldBe(["addPreviousOutputInEnv", "create", "logging", "stdin"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Every_script_is_used_and_gets_exactly_the_parameters_that_its_header_declares()
    {
        var seen = await RunAsync();
        var used = seen.Resources.Where(one => one.Script is not null).Select(one => one.Script!).ToLookup(script => script.Path);

        foreach (var (path, body) in RecordedScript.Known)
        {
            used[path].ShouldNotBeEmpty(path);
            foreach (var script in used[path])
            {
                script.Parameters.Keys.ShouldBe(Script.DeclaredParameters(body).Select(one => one.Name), ignoreOrder: true, path);
            }
        }
    }

    [Fact]
    public async Task A_user_who_is_not_root_becomes_root_without_a_password()
    {
        var host = Platforms.One.Hosts[0] with { User = "admin" };
        var seen = await Recorder.RunAsync(options => Build.Preparation(host, options));

        seen["server-1-preparation"].Inputs["create"].ShouldBe("sudo -n bash -s -- apply");
        seen["server-1-preparation"].Inputs["delete"].ShouldBe("sudo -n bash -s -- remove");
    }

    [Fact]
    public async Task Another_number_of_reapply_runs_every_script_that_changes_a_host_again_and_0_is_no_change()
    {
        var platform = Platforms.Of(1, 1);
        var before = await Recorder.RunAsync(options => Build.Cluster(platform, options));
        var after = await Recorder.RunAsync(options => Build.Cluster(
            platform with { Hosts = [.. platform.Hosts.Select(host => host.Id == "server-1" ? host with { Reapply = 3 } : host)] }, options));

        var changed = before.Resources.Where(one => one.Type == "command:remote:Command" && !Equals(one.Inputs["stdin"], after[one.Name].Inputs["stdin"]));

        changed.Select(one => one.Name).ShouldBe(["server-1-preflight", "server-1-preparation", "server-1-k3s", "server-1-containerd"], ignoreOrder: true);
        after["server-1-preparation"].Inputs["stdin"].ShouldBe("# hosts[].reapply: 3\n" + before["server-1-preparation"].Inputs["stdin"]);
    }

    private static Task<Recorder> RunAsync() => Recorder.RunAsync(options => _ = new SandboxPlatform(
        "platform", new() { Settings = Platforms.Of(3, 2), Lock = VersionLock.Embedded, ProofPrivateKey = Output.CreateSecret("key") }, options));
}
