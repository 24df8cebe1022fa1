namespace Stratus.Scripts.Tests;

/// <summary>Something keeps the clock, and it is what kept it before when Stratus is gone.</summary>
public sealed class ClockTests : IDisposable
{
    private const string Unit = "systemd-timesyncd.service";
    private static readonly Specimen NoPool = Specimen.Preparation.With("POOL_KIND", "none");
    private readonly World world = new();

    public ClockTests() => File.Delete(world.At("state/active/chrony.service"));

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_client_that_is_there_but_off_is_switched_on_and_off_again()
    {
        world.Write("state/answers/unit-" + Unit, "disabled\n");

        Run(world.Apply);
        (world.Has("state/enabled/" + Unit), world.Has("state/active/" + Unit)).ShouldBe((true, true));

        Run(world.Remove);
        (world.Has("state/enabled/" + Unit), world.Has("state/active/" + Unit)).ShouldBe((false, false));
    }

    [Fact]
    public void A_client_that_was_enabled_stays_enabled()
    {
        world.Write("state/enabled/" + Unit, "");

        Run(world.Apply);
        Run(world.Remove);

        (world.Has("state/enabled/" + Unit), world.Has("state/active/" + Unit)).ShouldBe((true, false));
    }

    [Fact]
    public void Another_client_is_left_alone()
    {
        world.Write("state/active/ntpsec.service", "");

        Run(world.Apply);

        world.Has("state/active/" + Unit).ShouldBeFalse();
    }

    [Fact]
    public void A_masked_client_stays_masked_and_the_risk_is_told()
    {
        world.Write("state/answers/unit-" + Unit, "masked\n");

        Run(world.Apply).Error.ShouldContain("no NTP client runs");

        world.Has("state/active/" + Unit).ShouldBeFalse();
    }

    [Fact]
    public void Where_there_is_none_one_is_installed_and_taken_away_again()
    {
        Run(world.Apply);
        world.Has("state/packages/systemd-timesyncd").ShouldBeTrue();

        Run(world.Remove);
        Directory.EnumerateFiles(world.At("state/packages")).ShouldBeEmpty();
    }

    private static RunResult Run(Func<Specimen, string, RunResult> verb)
    {
        var run = verb(NoPool, "");
        run.ExitCode.ShouldBe(0, run.Error);
        return run;
    }
}
