using System.Collections.Immutable;

namespace Stratus.Prober.ColdStarts;

/// <summary>How many cold starts are timed, and for how long at most.</summary>
internal sealed record ColdStartOptions
{
    /// <summary>
    /// How many starts one after another of each RuntimeClass on each node, dealt out to the launch paths in turn. Default: 20: as many as p95
    /// takes, on one node.
    /// </summary>
    public int Samples { get; init; } = 20;

    /// <summary>How many start at once on a node, beside those that start one after another; 1: none. Default: 10.</summary>
    public int Concurrency { get; init; } = 10;

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

    /// <summary>How often so many start at once: often enough for as many samples.</summary>
    public int Waves => Concurrency <= 1 ? 0 : (Samples + Concurrency - 1) / Concurrency;
}
