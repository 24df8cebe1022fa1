namespace Stratus.Core.Proof;

/// <summary>How strict the judge is. Part of the report's schema: changing one raises its version.</summary>
public static class JudgeLimits
{
    /// <summary>How far apart an observation and its control may be: both must have met the same target in the same state.</summary>
    public static readonly TimeSpan ControlWindow = TimeSpan.FromSeconds(30);

    /// <summary>By how much a node's clock may be off, its uncertainty added; beyond it its cold starts are not judged.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMilliseconds(50);
}
