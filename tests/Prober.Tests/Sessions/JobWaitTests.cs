using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.ColdStarts;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>Waiting for a Job's proof: what its pod says is passed on, and so is what keeps it from saying anything.</summary>
public sealed class JobWaitTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> said = new();

    [Fact]
    public async Task A_Job_that_succeeded_holds_and_each_line_of_its_pod_was_said_once()
    {
        await using var cluster = await StartedAsync(async (pod, job) =>
        {
            pod.Write("first", DateTimeOffset.UtcNow);
            await SaidAsync("first");
            pod.Write("second", DateTimeOffset.UtcNow);
            job.Status = new() { Succeeded = 1 };
        });

        (await WaitAsync(cluster, Enough)).ShouldBeTrue();
        said.ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task A_Job_that_failed_does_not_hold_and_its_summary_stands_before_why()
    {
        await using var cluster = await StartedAsync((pod, job) =>
        {
            pod.Write("The proof is broken: run 1 of test.", DateTimeOffset.UtcNow);
            job.Status = new() { Conditions = [new() { Type = "Failed", Status = "True", Reason = "BackoffLimitExceeded", Message = "Job has reached the specified backoff limit" }] };
            return Task.CompletedTask;
        });

        (await WaitAsync(cluster, Enough)).ShouldBeFalse();
        said.ShouldBe(["The proof is broken: run 1 of test.", "the Job stratus-smoke/stratus-smoke-0 failed: BackoffLimitExceeded: Job has reached the specified backoff limit"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task That_its_image_cannot_be_pulled_is_said_once_while_it_is_waited_for(bool whileUnpacking)
    {
        await using var cluster = await StartedAsync((pod, _) =>
        {
            V1ContainerStatus waits = new() { Name = "one", State = new() { Waiting = new() { Reason = "ImagePullBackOff", Message = "Back-off pulling image \"registry.example/runtime\"" } } };
            // Who comes later waits as well, and has nothing to say.
            V1ContainerStatus later = new() { Name = "other", State = new() { Waiting = new() { Reason = "PodInitializing" } } };
            pod.Pod.Status = whileUnpacking
                ? new() { Phase = "Pending", InitContainerStatuses = [waits], ContainerStatuses = [later] }
                : new() { Phase = "Pending", ContainerStatuses = [waits] };
            return Task.CompletedTask;
        });

        (await WaitAsync(cluster, TimeSpan.FromSeconds(3))).ShouldBeFalse();
        said.Where(line => line.Contains("waits")).ShouldHaveSingleItem().ShouldContain("waits: ImagePullBackOff: Back-off pulling image \"registry.example/runtime\"");
        said.Last().ShouldContain("did not end within 3 s; see: kubectl describe job stratus-smoke-0 -n stratus-smoke");
    }

    [Fact]
    public async Task A_Job_that_does_not_end_in_time_does_not_hold()
    {
        await using var cluster = await StartedAsync((_, _) => Task.CompletedTask);

        (await WaitAsync(cluster, TimeSpan.FromSeconds(1.5))).ShouldBeFalse();
        said.ShouldHaveSingleItem().ShouldContain("did not end within");
    }

    [Fact]
    public async Task Called_off_it_says_nothing_of_the_Job()
    {
        await using var cluster = await StartedAsync((_, _) => Task.CompletedTask);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(() => Wait(cluster).HoldsAsync(Enough, end.Token));
        said.ShouldBeEmpty();
    }

    // Passed on, for else what was said first would be read together with what comes next.
    private async Task SaidAsync(string line)
    {
        while (!said.Contains(line)) await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    private Task<bool> WaitAsync(TimedCluster cluster, TimeSpan most) => Wait(cluster).HoldsAsync(most, TestContext.Current.CancellationToken);

    private JobWait Wait(TimedCluster cluster) => new(cluster.Client, "stratus-smoke", "stratus-smoke-0", said.Enqueue);

    private static async Task<TimedCluster> StartedAsync(Func<TimedPod, V1Job, Task> kubelet)
    {
        TimedCluster? cluster = null;
        cluster = await TimedCluster.StartAsync(pod => kubelet(pod, cluster!.Jobs["stratus-smoke-0"]));
        await cluster.Client.BatchV1.CreateNamespacedJobAsync(new()
        {
            Metadata = new() { Name = "stratus-smoke-0" },
            Spec = new() { Template = new() { Metadata = new() { Labels = new Dictionary<string, string>() }, Spec = new() { Containers = [] } } },
        }, "stratus-smoke", cancellationToken: TestContext.Current.CancellationToken);
        return cluster;
    }
}
