using System.Collections.Concurrent;
using System.IO.Compression;
using k8s.Models;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Reports;
using Stratus.Prober.Sessions;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Smoke;
using Stratus.Tests.Shared;

namespace Stratus.Prober.Tests.Sessions;

/// <summary>The reports that a cluster keeps: the last ones, and of them those that its own key signed are what a run is compared with.</summary>
public sealed class LedgerTests : IAsyncLifetime
{
    private readonly Kubelet kubelet = new();
    private readonly ConcurrentQueue<string> said = new();
    private readonly ProofHistories histories = new(5) { Starts = 12 };
    private StandInCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await StandInCluster.StartAsync(kubelet);

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await kubelet.DisposeAsync();
    }

    [Fact]
    public async Task The_last_twenty_are_kept_whatever_their_names_and_in_whatever_order_they_came()
    {
        var days = Enumerable.Range(0, 23).ToArray();
        new Random(3).Shuffle(days);
        foreach (var day in days) await KeepAsync(histories.Run(day));
        await KeepAsync(histories.Run(23));

        Kept.Select(map => map.Name()).ShouldBe(Enumerable.Range(4, 20).Select(day => $"stratus-smoke-report-day{day}"), ignoreOrder: true);
        (await ReadAsync()).Select(run => run.Id).ShouldBe(Enumerable.Range(4, 20).Select(day => $"day{day}"), ignoreOrder: true);
        said.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_ConfigMaps_of_the_proof_are_neither_read_nor_dropped()
    {
        cluster.ConfigMaps["stratus-smoke/stratus-smoke-plan"] = new() { Metadata = new() { Name = "stratus-smoke-plan", NamespaceProperty = "stratus-smoke" } };
        for (var day = 0; day < 22; day++) await KeepAsync(histories.Run(day));

        cluster.ConfigMaps.Keys.ShouldContain("stratus-smoke/stratus-smoke-plan");
        (await ReadAsync()).Length.ShouldBe(20);
        said.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_kept_is_what_a_run_is_compared_with_and_a_slower_one_is_found()
    {
        for (var day = 0; day < 8; day++) await KeepAsync(histories.Run(day));
        var (same, slower) = (histories.Run(8), histories.Run(9, slower: 3));

        (await CompareAsync(same)).Failure.ShouldBeNull();
        (await CompareAsync(same)).Summary.ShouldBe("28 series compared with 8 earlier runs: none became slower");
        (await CompareAsync(slower)).Slower.ShouldContain(line => line.StartsWith("kata-fc, one after another, image present: total +"));
        said.ShouldBeEmpty();
    }

    public static TheoryData<string, string> Worthless => new(
        ("signed by another", "it was signed by the key"), ("changed", "its signature does not fit"), ("cut short", "counts for nothing"),
        ("no report", "it holds no report"), ("not compressed", "counts for nothing"), ("too large", "more than 67108864 bytes"));

    [Theory]
    [MemberData(nameof(Worthless))]
    public async Task What_is_unreadable_or_not_its_own_counts_for_nothing_and_is_named(string what, string why)
    {
        for (var day = 0; day < 6; day++) await KeepAsync(histories.Run(day));
        var map = cluster.ConfigMaps["stratus-smoke/stratus-smoke-report-day3"];
        map.BinaryData = what == "no report" ? null : new Dictionary<string, byte[]> { [Ledger.Key] = Spoilt(what, map.BinaryData[Ledger.Key]) };

        var earlier = await ReadAsync();

        earlier.Select(run => run.Id).ShouldBe(["day0", "day1", "day2", "day4", "day5"]);
        said.ShouldHaveSingleItem().ShouldContain("stratus-smoke-report-day3");
        said.Single().ShouldContain(why);
    }

    [Fact]
    public async Task What_is_of_another_stack_or_of_other_nodes_is_not_compared_and_that_is_said()
    {
        for (var day = 0; day < 6; day++) await KeepAsync(histories.Run(day));
        await KeepAsync(histories.Run(6) with { Id = "foreign", Stack = "other" });
        await KeepAsync(histories.Run(6) with { Id = "moved", Scope = ProofRuns.Scope(nodes: 2) });

        (await CompareAsync(histories.Run(9))).Earlier.Length.ShouldBe(6);
        said.ShouldBe(["the report of run foreign is not compared: it is of the stack other", "the report of run moved is not compared: it is of other nodes"], ignoreOrder: true);
    }

    [Fact]
    public async Task Where_they_may_not_be_read_nothing_is_compared_and_that_is_said()
    {
        await KeepAsync(histories.Run(0));
        cluster.IsBusy = _ => true;

        (await ReadAsync()).ShouldBeEmpty();
        said.ShouldHaveSingleItem().ShouldStartWith("the kept reports were not read, and nothing is compared with them: the API server said 429");
    }

    private IEnumerable<V1ConfigMap> Kept => cluster.ConfigMaps.Values.Where(map => map.GetLabel(Ledger.Label) is not null);

    private static byte[] Spoilt(string what, byte[] kept) => what switch
    {
        "signed by another" => KeptReport.Compress(ReportFile.Write(new ProofHistories(5).Run(3), ProofKeys.Other)),
        "changed" => KeptReport.Compress(Changed(KeptReport.Decompress(kept))),
        "cut short" => kept[..(kept.Length / 2)],
        "not compressed" => KeptReport.Decompress(kept),
        _ => Bomb(),
    };

    private static byte[] Changed(byte[] report)
    {
        // A digit of the SHA-256 of the lock, so that the form stays what it was.
        var at = System.Text.Encoding.UTF8.GetString(report).IndexOf("\"lockDigest\":\"", StringComparison.Ordinal) + 14;
        report[at] = report[at] == (byte)'0' ? (byte)'1' : (byte)'0';
        return report;
    }

    private static byte[] Bomb()
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest))
            for (var count = 0; count < 65; count++) stream.Write(new byte[1 << 20]);
        return compressed.ToArray();
    }

    private SmokeSession Session => new(cluster.Client, said.Enqueue);

    private Task KeepAsync(ProofRun run) => new Ledger(cluster.Client, Runs.Plan(Runs.MicroVm)).KeepAsync(Results.Of(run), TestContext.Current.CancellationToken);

    private Task<System.Collections.Immutable.ImmutableArray<ProofRun>> ReadAsync() => Session.ReadAsync(Runs.Plan(Runs.MicroVm), ProofKeys.Signer, TestContext.Current.CancellationToken);

    private async Task<Core.Proof.History.RunHistory> CompareAsync(ProofRun run) => Session.Compare(run, await ReadAsync());
}
