using System.Collections.Concurrent;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.Cluster;
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
        await using var cluster = await AwaitedJob.StartAsync(async (pod, job) =>
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
        await using var cluster = await AwaitedJob.StartAsync((pod, job) =>
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
        await using var cluster = await AwaitedJob.StartAsync((pod, _) =>
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
        await using var cluster = await AwaitedJob.StartAsync((_, _) => Task.CompletedTask);

        (await WaitAsync(cluster, TimeSpan.FromSeconds(1.5))).ShouldBeFalse();
        said.ShouldHaveSingleItem().ShouldContain("did not end within");
    }

    [Fact]
    public async Task Called_off_it_says_nothing_of_the_Job()
    {
        await using var cluster = await AwaitedJob.StartAsync((_, _) => Task.CompletedTask);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(() => Wait(cluster).HoldsAsync(Enough, end.Token));
        said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pod_that_no_node_takes_is_said_in_the_schedulers_words_once_until_they_change()
    {
        await using var cluster = await AwaitedJob.StartAsync(async (pod, _) =>
        {
            pod.Pod.Status = Unschedulable("0/3 nodes are available: 3 Insufficient memory.");
            await SaidAsync("stratus-smoke-0-x7k2p finds no node: 0/3 nodes are available: 3 Insufficient memory.");
            await Task.Delay(1500, TestContext.Current.CancellationToken);
            pod.Pod.Status = Unschedulable("0/3 nodes are available: 3 node(s) were unschedulable.");
        });

        (await WaitAsync(cluster, TimeSpan.FromSeconds(8))).ShouldBeFalse();
        said.Where(line => line.Contains("finds no node")).ShouldBe([
            "stratus-smoke-0-x7k2p finds no node: 0/3 nodes are available: 3 Insufficient memory.",
            "stratus-smoke-0-x7k2p finds no node: 0/3 nodes are available: 3 node(s) were unschedulable."]);
    }

    [Theory]
    [InlineData(true, true, "has no pod yet: FailedCreate: pods \"stratus-smoke-0-\" is forbidden: exceeded quota; see: kubectl describe job stratus-smoke-0 -n stratus-smoke")]
    [InlineData(true, false, "has no pod yet; see: kubectl describe job stratus-smoke-0 -n stratus-smoke")]
    [InlineData(false, false, "has no pod yet; see: kubectl describe job stratus-smoke-0 -n stratus-smoke")]
    public async Task A_Job_that_gets_no_pod_is_said_once_and_why_where_its_events_may_be_read(bool showsEvents, bool isRefused, string words)
    {
        await using var cluster = await TimedCluster.StartAsync(_ => Task.CompletedTask);
        cluster.Jobs["stratus-smoke-0"] = new();
        cluster.ShowsEvents = showsEvents;
        Corev1Event refusal = new() { Metadata = new(), InvolvedObject = new(), Type = "Warning", Reason = "FailedCreate", Message = "pods \"stratus-smoke-0-\" is forbidden: exceeded quota" };
        cluster.Instead = context => isRefused && IsOfJob(context) ? Answers.WriteAsync(context, 200, new Corev1EventList { Items = [refusal] }) : null;

        (await Wait(cluster, TimeSpan.FromSeconds(1)).HoldsAsync(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken)).ShouldBeFalse();
        said.Where(line => line.Contains("no pod")).ShouldBe([$"the Job stratus-smoke/stratus-smoke-0 {words}"]);
    }

    private static bool IsOfJob(HttpContext context) => context.Request.Query["fieldSelector"] == "involvedObject.kind=Job,involvedObject.name=stratus-smoke-0";

    private static V1PodStatus Unschedulable(string message) =>
        new() { Phase = "Pending", Conditions = [new() { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = message }] };

    // Passed on, for else what was said first would be read together with what comes next.
    private async Task SaidAsync(string line)
    {
        while (!said.Contains(line)) await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    private Task<bool> WaitAsync(TimedCluster cluster, TimeSpan most) => Wait(cluster).HoldsAsync(most, TestContext.Current.CancellationToken);

    private JobWait Wait(TimedCluster cluster, TimeSpan? patience = null) => new(cluster.Client, "stratus-smoke", "stratus-smoke-0", said.Enqueue, patience ?? TimeSpan.FromSeconds(2));
}
