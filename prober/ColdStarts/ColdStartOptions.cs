using System.Collections.Immutable;

namespace Stratus.Prober.ColdStarts;

/// <summary>How many cold starts are timed, and for how long at most.</summary>
internal sealed record ColdStartOptions
{
    /// <summary>
    /// How many starts one after another of each RuntimeClass on each node, dealt out to the launch paths in turn; 0: none is timed. Default: 20:
    /// as many as p95 takes, on one node.
    /// </summary>
    public int Samples { get; init; } = 20;

    /// <summary>How many start at once on a node, beside those that start one after another; 1: none. Default: 10.</summary>
    public int Concurrency { get; init; } = 10;

    /// <summary>How many sandboxes of each place have to send a first packet, which every one that starts here does. Default: none.</summary>
    public int FirstPackets { get; init; }

    /// <summary>How many starts of each RuntimeClass warm a node up first and are not timed. Default: 1; the clock's pod has had the image pulled by then.</summary>
    public int Warmups { get; init; } = 1;

    /// <summary>
    /// Images that no node has, each of which is pulled once on every node: as many samples with the image absent as there are images, dealt out
    /// to the places of a node in turn. Default: none. To take an image from a node takes root there, which a conductor does not have, and to
    /// always pull one that is there only compares its digest.
    /// </summary>
    public ImmutableArray<string> AbsentImages { get; init; } = [];

    /// <summary>After that long no more starts are begun: a busy cluster gives fewer samples, not a longer run. Default: 140 s.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(140);

    /// <summary>After that long a start is taken for one that never came to its first instruction. Default: 30 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a first packet is waited for an answer to. Default: 2 s, in which it is sent twice.</summary>
    public TimeSpan AnswerWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How old the last control of first packets on a node may become, which the judge allows 30 s. Default: 15 s.</summary>
    public TimeSpan ControlEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many claims of each RuntimeClass on each node are made of warm pools, where there are any: as many as first packets, and one at least where times are taken.</summary>
    public int Claims => Math.Max(FirstPackets, Math.Min(Samples, 1));

    /// <summary>How many of each RuntimeClass start one after another on a node with so many launch paths.</summary>
    public int SinglesFor(int paths) => Concurrency > 1 ? Samples : Math.Max(Samples, FirstPackets * paths);

    /// <summary>
    /// How often so many of each RuntimeClass start at once: often enough for as many samples on all nodes together, and for the first packets that
    /// those one after another leave out.
    /// </summary>
    public int WavesFor(int paths, int nodes)
    {
        if (Concurrency <= 1) return 0;
        var missing = Math.Max(0, FirstPackets - (Samples / paths)) * paths;
        return Math.Max(Rounds.Of(Samples, Concurrency * nodes), Rounds.Of(missing, Concurrency));
    }
}
