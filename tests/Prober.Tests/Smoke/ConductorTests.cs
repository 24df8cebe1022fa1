using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Prober.Smoke;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Smoke;

/// <summary>Whole runs over an API server's stand-in whose pods are real containers, healthy and with faults that the proof has to find.</summary>
public sealed class ConductorTests : IAsyncDisposable
{
    private readonly Kubelet kubelet = new() { Handlers = { ["gvisor"] = Runtime.GVisor } };

    public ConductorTests() => Requirements.SkipWithoutGVisor();

    public ValueTask DisposeAsync() => kubelet.DisposeAsync();

    [Fact]
    public async Task In_a_healthy_cluster_all_that_was_looked_at_holds()
    {
        var outcomes = await OutcomesAsync();
        outcomes.Where(check => check.Value != Outcome.Holds).ShouldBeEmpty();
        outcomes.Keys.ShouldBe(["kernel.release", "kernel.clock", "kernel.class", "ephemeral.disk", "ephemeral.memory", "ephemeral.writable",
            "surface.token", "surface.devices", "surface.cgroups"], ignoreOrder: true);
    }

    [Fact]
    public async Task Runc_behind_the_name_of_a_sandbox_is_found()
    {
        kubelet.Handlers.Clear();
        var outcomes = await OutcomesAsync();
        outcomes["kernel.release"].ShouldBe(Outcome.Broken);
        outcomes["kernel.clock"].ShouldBe(Outcome.Broken);
        outcomes["kernel.class"].ShouldBe(Outcome.Broken);
        outcomes["surface.token"].ShouldBe(Outcome.Holds);
    }

    [Fact]
    public async Task Runc_behind_the_name_of_a_virtual_machines_RuntimeClass_is_found()
    {
        var result = await Runs.RunAsync(kubelet, Runs.Plan(new RuntimeClass("kata-fc", "kata-fc", RuntimeKind.MicroVm)));
        foreach (var check in (string[])["kernel.bootId", "kernel.release", "kernel.clock", "kernel.class"]) (check, result.Outcomes[check]).ShouldBe((check, Outcome.Broken));
        // A node that is a virtual machine itself shows its own hypervisor to everybody.
        var isVirtual = File.ReadLines("/proc/cpuinfo").Any(line => line.StartsWith("flags", StringComparison.Ordinal) && $"{line} ".Contains(" hypervisor ", StringComparison.Ordinal));
        result.Outcomes["kernel.hypervisor"].ShouldBe(isVirtual ? Outcome.Holds : Outcome.Broken);
    }

    [Fact]
    public async Task A_mounted_token_is_found()
    {
        kubelet.MountsTokens = true;
        var outcomes = await OutcomesAsync();
        outcomes["surface.token"].ShouldBe(Outcome.Broken);
        outcomes["kernel.class"].ShouldBe(Outcome.Holds);
    }

    [Fact]
    public async Task A_control_that_does_not_see_makes_its_checks_inconclusive_and_no_others()
    {
        kubelet.ConfinesControls = true;
        var outcomes = await OutcomesAsync();
        outcomes["surface.token"].ShouldBe(Outcome.Inconclusive);
        outcomes["surface.devices"].ShouldBe(Outcome.Inconclusive);
        outcomes["kernel.class"].ShouldBe(Outcome.Holds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_was_cut_short_proves_nothing(bool ofControls)
    {
        kubelet.Line = (pod, line) => pod.Spec.RuntimeClassName is null == ofControls && line.Contains(" surface cgroups ") ? null : line;
        var outcomes = await OutcomesAsync();
        // Markers are their own control.
        outcomes.Where(check => check.Value == Outcome.Holds && !(ofControls && check.Key.StartsWith("ephemeral.", StringComparison.Ordinal))).ShouldBeEmpty();
        outcomes.Values.ShouldNotContain(Outcome.Broken);
    }

    [Fact]
    public async Task An_API_server_that_puts_off_every_other_call_changes_nothing()
    {
        var result = await Runs.RunAsync(kubelet, Runs.Plan(Runs.GVisor), cluster => cluster.IsBusy = call => call % 2 == 0);
        result.Outcomes.Where(check => !check.Key.StartsWith("egress.") && check.Value != Outcome.Holds).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_API_server_that_is_away_for_a_moment_changes_nothing()
    {
        // What is created is not created twice.
        var result = await Runs.RunAsync(kubelet, Runs.Plan(Runs.GVisor) with { LaunchPaths = [LaunchPath.Job, LaunchPath.Pod] },
            cluster => cluster.Fails = (request, call) => request.Method is "GET" or "DELETE" && request.Path.Value!.Contains("/sandboxes/") && call % 3 == 0 ? 503 : null);
        result.Outcomes.Where(check => !check.Key.StartsWith("egress.") && check.Value != Outcome.Holds).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_seen_is_not_lost_where_it_cannot_be_tidied_up_after()
    {
        await using var cluster = await StandInCluster.StartAsync(kubelet);
        cluster.Fails = (request, _) => request.Method == "DELETE" && request.Path.Value!.EndsWith("/jobs", StringComparison.Ordinal) ? 403 : null;
        var said = new ConcurrentBag<string>();
        var run = await new Conductor(cluster.Client, new(Runs.Plan(Runs.GVisor), "r1"), said.Add).RunAsync(TestContext.Current.CancellationToken);
        run.Observations.ShouldNotBeEmpty();
        said.ShouldContain(line => line.StartsWith("what the run made was not all taken away") && line.Contains("403"));
    }

    [Fact]
    public async Task A_pod_that_calls_itself_one_of_the_proofs_Job_is_not_taken_for_it()
    {
        await using var cluster = await StandInCluster.StartAsync(kubelet);
        var run = new SmokeRun(Runs.Plan(Runs.GVisor), "r1");
        var pod = ProbePod.Sandbox(run, new("node-1", "gvisor", LaunchPath.Job), run.Name("0"), new() { Run = "r1" });
        var impostor = ProbePod.Sandbox(run, new("node-1", "gvisor", LaunchPath.Pod), "aaa", new() { Run = "r1" });
        impostor.Metadata.Labels["batch.kubernetes.io/job-name"] = pod.Name();
        await cluster.Client.CoreV1.CreateNamespacedPodAsync(impostor, "sandboxes", cancellationToken: TestContext.Current.CancellationToken);

        var jobs = new ProbeJobs(cluster.Client, run);
        (await jobs.StartAsync(pod, TestContext.Current.CancellationToken)).Name().ShouldStartWith($"{pod.Name()}-");
        await jobs.RemoveAsync(pod, TestContext.Current.CancellationToken);
        cluster.Pods.ShouldHaveSingleItem().Name().ShouldBe("aaa");
    }

    [Fact]
    public async Task What_admission_refuses_is_inconclusive_and_said()
    {
        var result = await Runs.RunAsync(kubelet, Runs.Plan(Runs.GVisor),
            cluster => cluster.Admission = pod => pod.Spec.RuntimeClassName is null ? null : "no sandboxes today");
        result.Outcomes.Values.ShouldAllBe(outcome => outcome == Outcome.Inconclusive);
        result.Said.ShouldContain(line => line.Contains("no sandboxes today"));
    }

    private async Task<Dictionary<string, Outcome>> OutcomesAsync()
    {
        var result = await Runs.RunAsync(kubelet, Runs.Plan(Runs.GVisor));
        result.Run.Nodes.ShouldHaveSingleItem().Name.ShouldBe("node-1");
        // There is no network: what it is good for is looked at elsewhere.
        return result.Outcomes.Where(check => !check.Key.StartsWith("egress.")).ToDictionary();
    }
}
