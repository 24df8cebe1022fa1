using Stratus.Components.Sandboxes;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Sandboxes;

public class EphemeralSandboxTests
{
    private const string Job = "kubernetes:batch/v1:Job";

    [Fact]
    public async Task The_job_is_as_reviewed() => Snapshot.Match(Outline.Of([(await RunAsync()).Of(Job, "first")]), "ephemeral-sandbox");

    [Fact]
    public async Task It_ends_by_its_deadline_is_gone_after_its_time_to_live_and_is_never_tried_again()
    {
        var job = (await RunAsync()).Of(Job, "first");

        job.At("spec/activeDeadlineSeconds").ShouldBe(600d);
        job.At("spec/ttlSecondsAfterFinished").ShouldBe(300d);
        job.At("spec/backoffLimit").ShouldBe(0d);
        job.At("spec/template/spec/restartPolicy").ShouldBe("Never");
    }

    [Fact]
    public async Task It_starts_from_nothing_and_can_write_only_to_the_guests_memory()
    {
        var job = (await RunAsync()).Of(Job, "first");

        job.At("spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem").ShouldBe(true);
        job.At("spec/template/spec/volumes/0/emptyDir/medium").ShouldBe("Memory");
        job.At("spec/template/spec/volumes/1").ShouldBeNull();
    }

    [Fact]
    public async Task It_holds_no_token_and_runs_in_a_microVM()
    {
        var job = (await RunAsync()).Of(Job, "first");

        job.At("spec/template/spec/automountServiceAccountToken").ShouldBe(false);
        job.At("spec/template/spec/runtimeClassName").ShouldBe("kata-fc");
    }

    [Fact]
    public async Task It_starts_only_once_every_policy_of_its_namespace_is_there()
    {
        var seen = await RunAsync();

        (await seen.DependsOnAsync(seen.Of(Job, "first"))).ShouldBe(["kata", "sandboxes"]);
    }

    private static Task<Recorder> RunAsync() => Recorder.RunAsync(options =>
    {
        var platform = Platforms.One;
        var cluster = Build.Cluster(platform, options);
        var network = Build.Network(platform, cluster, options);
        _ = new EphemeralSandbox("first", new()
        {
            Cluster = cluster,
            Runtime = Build.Runtime(platform, cluster, network, options),
            Namespace = Build.Namespace(platform, cluster, network, options),
            Sandbox = platform.Sandbox,
            RuntimeClass = "kata-fc",
            Image = "registry.example/busybox@sha256:0",
            Command = ["uname", "-a"],
        }, options);
    });
}
