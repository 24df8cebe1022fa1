namespace Stratus.E2e.Tests.Lab;

/// <summary>Tests that boot machines over and over: too long for every run.</summary>
internal static class OnDemand
{
    public static void SkipUnlessAsked() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("STRATUS_E2E") == "all", "Boots machines for many minutes; to run it: STRATUS_E2E=all");
}
