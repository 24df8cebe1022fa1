namespace Stratus.E2e.Tests.Lab;

/// <summary>Tests that not every run is for: <c>STRATUS_E2E</c> asks for them.</summary>
internal static class OnDemand
{
    private static readonly string? Asked = Environment.GetEnvironmentVariable("STRATUS_E2E");

    /// <summary>Tests that boot machines over and over: too long for every run.</summary>
    public static void SkipUnlessAsked() =>
        Assert.SkipUnless(Asked == "all", "Boots machines for many minutes; to run it: STRATUS_E2E=all");

    /// <summary>Tests of what has deadlines. Where other tests keep the cores busy an emulated machine misses them, and a proof rightly decides nothing.</summary>
    public static void SkipUnlessAlone() =>
        Assert.SkipUnless(Asked is "alone" or "all", "Wants the machine for itself; to run it, and nothing beside it: STRATUS_E2E=alone");
}
