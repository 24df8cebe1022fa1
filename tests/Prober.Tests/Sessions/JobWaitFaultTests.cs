using System.Collections.Concurrent;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.ColdStarts;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>Waiting for a Job's proof where the API server fails: what passes is waited for, what does not is said.</summary>
public sealed class JobWaitFaultTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> said = new();

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(0)]
    public async Task An_API_server_that_does_not_answer_for_a_while_is_asked_again_and_that_is_said_once(int code)
    {
        await using var cluster = await AwaitedJob.StartAsync((pod, job) =>
        {
            pod.Write("first", DateTimeOffset.UtcNow);
            job.Status = new() { Succeeded = 1 };
            return Task.CompletedTask;
        });
        var calls = 0;
        cluster.Instead = context => calls++ % 2 == 0 && calls < 7 ? FailAsync(context, code) : null;

        (await WaitAsync(cluster)).ShouldBeTrue();
        said.Count(line => line.Contains("it is asked again")).ShouldBe(1);
        said.ShouldContain(line => line.Contains(code > 0 ? $"the API server said {code}: it is not the time" : "the API server was not reached"));
        said.Count(line => line == "first").ShouldBe(1);
    }

    [Fact]
    public async Task A_log_that_breaks_off_is_read_again_and_no_line_of_it_is_lost_or_said_twice()
    {
        await using var cluster = await AwaitedJob.StartAsync((pod, job) =>
        {
            pod.Write("first", DateTimeOffset.UtcNow);
            pod.Write("second", DateTimeOffset.UtcNow);
            job.Status = new() { Succeeded = 1 };
            return Task.CompletedTask;
        });
        var calls = 0;
        cluster.Instead = context => IsLog(context) && calls++ == 0 ? BreakOffAsync(context, "first\nsec") : null;

        (await WaitAsync(cluster)).ShouldBeTrue();
        said.Where(line => !line.Contains("it is asked again")).ShouldBe(["first", "second"]);
    }

    [Theory]
    [InlineData(true, 2, 60)]
    [InlineData(false, 2, 60)]
    [InlineData(true, 60, 3)]
    [InlineData(false, 60, 3)]
    public async Task How_a_Job_ended_counts_also_where_its_log_cannot_be_read_any_more(bool holds, int patience, int most)
    {
        await using var cluster = await AwaitedJob.StartAsync((_, job) =>
        {
            job.Status = holds ? new() { Succeeded = 1 } : new() { Conditions = [new() { Type = "Failed", Status = "True", Reason = "DeadlineExceeded", Message = "it took too long" }] };
            return Task.CompletedTask;
        });
        cluster.Instead = context => IsLog(context) ? FailAsync(context, 502) : null;

        (await Wait(cluster, TimeSpan.FromSeconds(patience)).HoldsAsync(TimeSpan.FromSeconds(most), TestContext.Current.CancellationToken)).ShouldBe(holds);
        said.Count(line => line.Contains("the API server said 502")).ShouldBe(1);
        said.Count(line => line.Contains("was not read; see: kubectl logs job/stratus-smoke-0 -n stratus-smoke")).ShouldBe(patience < most ? 1 : 0);
        if (!holds) said.Last().ShouldContain("DeadlineExceeded: it took too long");
    }

    [Theory]
    [InlineData(401, "does not know who asks", "kubectl --kubeconfig kube.conf auth whoami")]
    [InlineData(403, "get jobs, list pods and get pods/log", "kubectl create role stratus-await -n stratus-smoke")]
    [InlineData(404, "there is no Job stratus-smoke/stratus-smoke-0", "pulumi up --refresh")]
    public async Task What_waiting_does_not_mend_ends_it_and_what_does_is_said(int code, string what, string command)
    {
        await using var cluster = await AwaitedJob.StartAsync((_, _) => Task.CompletedTask);
        cluster.Instead = context => FailAsync(context, code);

        (await WaitAsync(cluster)).ShouldBeFalse();
        var line = said.ShouldHaveSingleItem();
        line.ShouldContain(what);
        line.ShouldContain(command);
    }

    private Task<bool> WaitAsync(TimedCluster cluster) => Wait(cluster, Enough).HoldsAsync(Enough, TestContext.Current.CancellationToken);

    private JobWait Wait(TimedCluster cluster, TimeSpan patience) => new(cluster.Client, "stratus-smoke", "stratus-smoke-0", said.Enqueue, patience);

    private static bool IsLog(HttpContext context) => context.Request.Path.Value!.EndsWith("/log", StringComparison.Ordinal);

    // 0: the connection is cut.
    private static Task FailAsync(HttpContext context, int code)
    {
        if (code > 0) return Answers.RefuseAsync(context, code, "Unused", "it is not the time");
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task BreakOffAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text);
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
