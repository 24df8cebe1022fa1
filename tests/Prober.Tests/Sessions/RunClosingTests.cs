using Stratus.Core.Proof;
using Stratus.Core.Proof.Lease;
using Stratus.Prober.Commands;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Smoke;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>How a run ends in its Job: whoever waits for it gets to know what came out.</summary>
public sealed class RunClosingTests : IAsyncDisposable
{
    private static readonly ProofRun Healthy = ProofRuns.Healthy(nodes: 1, runtimes: 1, starts: 20);

    private readonly Kubelet kubelet = new();
    private readonly StringWriter output = new();
    private readonly FileInfo terminationLog = new(Path.GetTempFileName());

    public async ValueTask DisposeAsync()
    {
        await kubelet.DisposeAsync();
        terminationLog.Delete();
    }

    [Theory]
    [InlineData(true, ProberCommand.Ok, "The proof holds")]
    [InlineData(false, ProberCommand.Failed, "The proof is broken")]
    public async Task What_came_out_is_said_in_the_log_and_where_the_kubelet_looks(bool holds, int code, string words)
    {
        var run = holds ? Healthy : Healthy.Changed("surface.token", one => one with { Seen = Seen.Open });

        (await EndAsync(run)).ShouldBe(code);

        output.ToString().ShouldContain(words);
        File.ReadAllText(terminationLog.FullName).ShouldStartWith(words);
    }

    [Theory]
    [InlineData("lease")]
    [InlineData("report")]
    public async Task What_cannot_be_kept_is_said_after_what_came_out_and_fails_the_run(string what)
    {
        var code = await EndAsync(Healthy, cluster =>
        {
            // Without a lease there is none to replace; beside a report of the same run there is no room for another.
            if (what == "lease") cluster.ConfigMaps.Remove($"stratus-smoke/{ProofNames.Lease}");
            else cluster.ConfigMaps[$"stratus-smoke/{ProofNames.Prefix}report-{Healthy.Id}"] = new() { Metadata = new() { Name = "there" } };
        });

        code.ShouldBe(ProberCommand.Failed);
        var text = output.ToString();
        text.ShouldContain("The proof holds");
        text[text.IndexOf("The proof holds", StringComparison.Ordinal)..].ShouldContain(what == "lease"
            ? "the lease was not written: the API server said 404"
            : "the report was not kept in the cluster: the API server said 409");
        File.ReadAllText(terminationLog.FullName).ShouldContain("The proof holds");
        File.ReadAllText(terminationLog.FullName).ShouldContain("the API server said");
    }

    [Fact]
    public async Task A_report_that_is_too_large_to_be_kept_hides_nothing_and_its_lease_is_written()
    {
        var random = new Random(1);
        // What does not compress: a megabyte and more.
        var run = Healthy.Changed(Checks.EgressDenied, one => one with { Evidence = one.Evidence with { What = Convert.ToBase64String(Noise(random, 1_500_000)) } });
        StandInCluster? seen = null;

        var code = await EndAsync(run, cluster => seen = cluster);

        code.ShouldBe(ProberCommand.Failed);
        output.ToString().ShouldContain("The proof holds");
        output.ToString().ShouldContain("bytes when compressed, and a ConfigMap holds");
        ProofLease.Read(seen!.ConfigMaps[$"stratus-smoke/{ProofNames.Lease}"].Data.ToDictionary())!.Run.ShouldBe(run.Id);
    }

    [Fact]
    public async Task A_run_that_holds_and_whose_starts_became_slower_fails_and_lets_sandboxes_start_all_the_same()
    {
        var earlier = Enumerable.Range(2, 6).Select(seed => ProofRuns.Healthy(seed, nodes: 1, runtimes: 1, starts: 20)).ToArray();
        var run = ProofRuns.Healthy(9, nodes: 1, runtimes: 1, starts: 20, slower: 2) with { Scope = Healthy.Scope with { Budgets = [new("kata-fc", ProofRuns.OneByOne, 95, TimeSpan.FromMinutes(1))] } };
        StandInCluster? seen = null;

        var code = await EndAsync(run, cluster => seen = cluster, earlier);

        code.ShouldBe(ProberCommand.Failed);
        output.ToString().ShouldContain($"The proof holds, and yet it is refused: cold starts became slower than in the runs before: run {run.Id} of prod.");
        output.ToString().ShouldContain("  slower kata-fc, one after another, image present: total +");
        ProofLease.Read(seen!.ConfigMaps[$"stratus-smoke/{ProofNames.Lease}"].Data.ToDictionary())!.RuntimeClasses.ShouldBe(["kata-fc"]);
    }

    private static byte[] Noise(Random random, int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private async Task<int> EndAsync(ProofRun run, Action<StandInCluster>? prepare = null, params ProofRun[] earlier)
    {
        await using var cluster = await StandInCluster.StartAsync(kubelet);
        cluster.ConfigMaps[$"stratus-smoke/{ProofNames.Lease}"] = new() { Metadata = new() { Name = ProofNames.Lease, NamespaceProperty = "stratus-smoke" } };
        prepare?.Invoke(cluster);
        var session = new SmokeSession(cluster.Client, output.WriteLine);
        return await new RunClosing(session, output, terminationLog).EndAsync(Runs.Plan(Runs.MicroVm), Results.Of(run, earlier), TestContext.Current.CancellationToken);
    }
}
