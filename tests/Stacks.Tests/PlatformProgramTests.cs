using Pulumi;
using Pulumi.Testing;
using Stratus.Tests.Shared;

namespace Stratus.Stacks.Tests;

public class PlatformProgramTests
{
    [Fact]
    public async Task The_outputs_of_a_stack_are_what_its_users_need_and_the_kubeconfig_is_secret()
    {
        var outputs = await RunAsync("dev", preview: false);

        outputs.Keys.Order(StringComparer.Ordinal).ShouldBe(["kubeconfig", "namespace", "runtimeClasses"]);
        (await Output.IsSecretAsync((Output<string>)outputs["kubeconfig"]!)).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_mistake_is_told_at_once_and_nothing_is_registered()
    {
        var recorder = new Recorder();

        var error = await Should.ThrowAsync<Exception>(() => RunAsync("broken", preview: true, recorder));

        foreach (var mistake in new[] { "hosts[0].id", "hosts[0].address", "hostKey", "runtimes[0]", "sandbox" })
        {
            error.Message.ShouldContain(mistake);
        }
        recorder.Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outside_dev_up_refuses_what_the_lock_does_not_pin()
    {
        var recorder = new Recorder();

        var error = await Should.ThrowAsync<Exception>(() => RunAsync("prod", preview: false, recorder));

        error.Message.ShouldContain("binaries.k3s.amd64");
        error.Message.ShouldContain("lock refresh");
        recorder.Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_preview_of_production_goes_through_although_the_lock_is_not_complete() =>
        (await RunAsync("prod", preview: true)).ShouldNotBeEmpty();

    [Fact]
    public async Task A_preview_of_production_without_a_signing_key_shows_the_proof_all_the_same()
    {
        var recorder = new Recorder();

        await RunAsync("prod", preview: true, recorder);

        recorder.Resources.ShouldContain(one => one.Type == "stratus:proof:SmokeTest");
    }

    [Fact]
    public async Task The_signing_key_reaches_its_secret_and_nothing_else()
    {
        var recorder = new Recorder();

        await RunAsync("proven", preview: false, recorder);

        recorder.Resources.Where(one => Holds(one.Inputs, "BEGIN PRIVATE KEY")).Select(one => one.Name).ShouldBe(["stratus-smoke-key"]);
    }

    [Fact]
    public async Task A_developer_without_a_signing_key_has_no_proof()
    {
        var recorder = new Recorder();

        await RunAsync("dev", preview: false, recorder);

        recorder.Resources.ShouldNotContain(one => one.Type == "stratus:proof:SmokeTest");
    }

    [Fact]
    public async Task The_private_key_reaches_the_connections_and_no_script()
    {
        var recorder = new Recorder();

        await RunAsync("keyed", preview: false, recorder);

        var commands = recorder.Resources.Where(one => one.Type == "command:remote:Command").ToArray();
        commands.ShouldNotBeEmpty();
        commands.ShouldAllBe(one => ((string)one.At("connection/privateKey")!).Contains("key-canary", StringComparison.Ordinal));
        commands.ShouldAllBe(one => !((string)one.Inputs["stdin"]).Contains("key-canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_host_key_reaches_the_user_data_of_its_instance_and_nothing_else()
    {
        var recorder = new Recorder();

        await RunAsync("ec2", preview: false, recorder);

        var instance = recorder.Of("aws:ec2/instance:Instance", "box1-instance");
        ((string)instance.Inputs["userData"]).ShouldContain("BEGIN OPENSSH PRIVATE KEY");
        recorder.Resources.Where(one => one != instance).ShouldAllBe(one => !Holds(one.Inputs, "OPENSSH PRIVATE KEY"));
    }

    private static bool Holds(object? value, string text) => value switch
    {
        string some => some.Contains(text, StringComparison.Ordinal),
        IReadOnlyDictionary<string, object> map => map.Values.Any(one => Holds(one, text)),
        IEnumerable<object> list => list.Any(one => Holds(one, text)),
        _ => false,
    };

    private static async Task<IDictionary<string, object?>> RunAsync(string project, bool preview, Recorder? recorder = null)
    {
        var options = new TestOptions { ProjectName = project, StackName = "test", IsPreview = preview };
        return (await Deployment.TestAsync(recorder ?? new Recorder(), options, PlatformProgram.Run)).Outputs;
    }
}
