using System.Text.Json;

namespace Stratus.Scripts.Tests;

public class LifecycleTests
{
    public static TheoryData<string> Names => [.. Specimen.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Apply_prints_one_line_of_json(string name)
    {
        var specimen = Specimen.All[name];
        using var world = World.With(specimen.Before);

        var run = world.Apply(specimen);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldEndWith("\n");
        run.Output.TrimEnd('\n').ShouldNotContain('\n');
        JsonDocument.Parse(run.Output).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Theory, MemberData(nameof(Names))]
    public void Applying_twice_is_applying_once(string name)
    {
        var specimen = Specimen.All[name];
        using var world = World.With(specimen.Before);
        var first = world.Apply(specimen);
        var once = world.Snapshot();
        world.TakeCalls();

        var second = world.Apply(specimen);

        second.ExitCode.ShouldBe(0, second.Error);
        second.Output.ShouldBe(first.Output);
        world.ShouldBeAs(once);
        var calls = world.TakeCalls();
        calls.ShouldNotContain("restart");
        calls.ShouldNotContain("curl");
    }

    [Theory, MemberData(nameof(Names))]
    public void Removing_leaves_nothing(string name)
    {
        var specimen = Specimen.All[name];
        using var untouched = new World();
        using var world = World.With(specimen.Whole);

        foreach (var thing in specimen.Whole.Reverse())
            world.Remove(thing).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(0, run.Error), run => run.Error.ShouldNotContain("left: "));

        world.ShouldBeAs(untouched.Snapshot());
    }

    [Fact]
    public void A_module_that_was_loaded_before_stays_loaded_also_where_nothing_else_needs_it()
    {
        using var world = new World();
        world.Write("root/sys/module/dm_mod/initstate", "live\n");

        world.Apply(Specimen.Preparation).ExitCode.ShouldBe(0);
        world.Remove(Specimen.Preparation).ExitCode.ShouldBe(0);

        Directory.Exists(world.At("root/sys/module/dm_thin_pool")).ShouldBeFalse();
        Directory.Exists(world.At("root/sys/module/dm_mod")).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Names))]
    public void Removing_what_was_never_applied_changes_nothing(string name)
    {
        using var world = new World();
        var untouched = world.Snapshot();

        world.Remove(Specimen.All[name]).ExitCode.ShouldBe(0);

        world.ShouldBeAs(untouched);
    }

    [Theory, MemberData(nameof(Names))]
    public void Half_a_transfer_acts_on_nothing(string name)
    {
        using var world = new World();
        var specimen = Specimen.All[name];
        var untouched = world.Snapshot();
        var whole = world.Render(specimen);
        var body = whole.Length - 1;

        for (var part = 1; part <= 25; part++) world.Bash(whole[..(body * part / 25)], "apply").Output.ShouldBeEmpty();

        world.ShouldBeAs(untouched);
        world.TakeCalls().ShouldNotContain("systemctl");
    }

    [Fact]
    public void No_secret_reaches_an_argument_an_environment_or_a_log()
    {
        using var world = new World();
        var told = "";
        foreach (var specimen in (Specimen[])[Specimen.Preparation, Specimen.JoinToken, Specimen.K3s, Specimen.Containerd, Specimen.ClusterAccess])
        {
            var run = world.Apply(specimen);
            run.ExitCode.ShouldBe(0, run.Error);
            told += run.Error + (specimen == Specimen.ClusterAccess ? "" : run.Output);
        }
        told += world.Read("state/calls") + world.Read("state/environments");

        told.ShouldNotContain("sesame");
        world.Read("root/etc/rancher/k3s/join-token").ShouldBe(Specimen.Secret + "\n");
        foreach (var file in (string[])["join-token", "config.yaml"])
            File.GetUnixFileMode(world.At("root/etc/rancher/k3s/" + file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
