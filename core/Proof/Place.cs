namespace Stratus.Core.Proof;

/// <summary>The way in which a sandbox comes to be. Admission and policies may treat each differently.</summary>
public enum LaunchPath
{
    /// <summary>The pod of a Job.</summary>
    Job,

    /// <summary>A pod that somebody creates directly.</summary>
    Pod,

    /// <summary>A pod claimed from a pool that was started beforehand.</summary>
    WarmPool,
}

/// <summary>Where a promise has to be kept: a proof in one place says nothing about another.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="RuntimeClass">The RuntimeClass's name.</param>
/// <param name="LaunchPath">The way in which the sandbox came to be.</param>
public sealed record Place(string Node, string RuntimeClass, LaunchPath LaunchPath)
{
    /// <summary>The place in words: <c>node1 × kata-fc × bare pod</c>.</summary>
    public override string ToString() => $"{Node} × {RuntimeClass} × {Name(LaunchPath)}";

    /// <summary>A launch path in words.</summary>
    public static string Name(LaunchPath path) => path switch
    {
        LaunchPath.Job => "job",
        LaunchPath.Pod => "bare pod",
        _ => "warm pool",
    };
}
