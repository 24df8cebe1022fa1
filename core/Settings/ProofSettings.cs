using System.Collections.Immutable;

namespace Stratus.Core.Settings;

/// <summary>How the stack is proven, and what hangs on it.</summary>
public sealed record ProofSettings
{
    /// <summary>What holds where nothing is said.</summary>
    public static ProofSettings Default { get; } = new()
    {
        Enforce = true,
        LeaseSeconds = 90_000,
        Schedule = "17 3 * * *",
        Samples = 20,
        BudgetMs = 3000,
        Internet = true,
    };

    /// <summary>Whether new sandboxes start only while the latest proof is fresh and covers them. False in dev only. Default true.</summary>
    public required bool Enforce { get; init; }

    /// <summary>For how long after its end a proof lets sandboxes start, in seconds. Default 90,000: a day, and an hour for the next run.</summary>
    public required int LeaseSeconds { get; init; }

    /// <summary>When the proof runs, five fields of cron, UTC. Default: daily at 3:17.</summary>
    public required string Schedule { get; init; }

    /// <summary>How many cold starts are timed in a place, 20 to 1,000: p95 takes 20. Default 20.</summary>
    public required int Samples { get; init; }

    /// <summary>What p95 of the cold starts may take, in milliseconds, 1 to 600,000. Default 3,000.</summary>
    public required int BudgetMs { get; init; }

    /// <summary>What cold starts may take beyond that, or in its place. Default: none.</summary>
    public ImmutableArray<ColdStartBudget> Budgets { get; init; } = [];

    /// <summary>Images by digest that no node has, each pulled once on every node to time a start without its image. Default: none.</summary>
    public ImmutableArray<string> AbsentImages { get; init; } = [];

    /// <summary>Whether the nodes have a way to the internet, so that a sandbox's lack of one proves something. Default true.</summary>
    public required bool Internet { get; init; }
}

/// <summary>What cold starts of a RuntimeClass may take under one condition.</summary>
public sealed record ColdStartBudget
{
    /// <summary>The RuntimeClass, one of the stack's.</summary>
    public required SandboxRuntime Runtime { get; init; }

    /// <summary>50, 95, 99, or 100 for the slowest. Default 95.</summary>
    public required int Percentile { get; init; }

    /// <summary>How many start at once on a node, 1 to 32; 1: one after another. Default 1.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Whether the node has the image. Default true.</summary>
    public required bool ImagePresent { get; init; }

    /// <summary>What they may take, in milliseconds, 1 to 600,000.</summary>
    public required int LimitMs { get; init; }
}
