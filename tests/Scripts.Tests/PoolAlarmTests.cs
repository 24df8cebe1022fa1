using System.Text.Json;

namespace Stratus.Scripts.Tests;

/// <summary>What the alarm says of the pool in each state that device-mapper reports.</summary>
public class PoolAlarmTests
{
    [Theory]
    [InlineData("69/100 69/100 - rw discard_passdown error_if_no_space -", "ok", "")]
    [InlineData("10/100 70/100 - rw discard_passdown error_if_no_space -", "warning", "<4>stratus: 70% of the data")]
    [InlineData("84/100 10/100 - rw discard_passdown error_if_no_space -", "warning", "<4>stratus: 84% of the metadata")]
    [InlineData("10/100 85/100 - rw discard_passdown error_if_no_space -", "critical", "<2>stratus: 85% of the data")]
    [InlineData("99/100 10/100 - rw discard_passdown error_if_no_space -", "critical", "<2>stratus: 99% of the metadata")]
    [InlineData("10/100 100/100 - out_of_data_space discard_passdown error_if_no_space -", "critical", "in the state out_of_data_space")]
    [InlineData("10/100 10/100 - ro discard_passdown error_if_no_space needs_check", "critical", "in the state ro")]
    [InlineData("10/100 10/100 - rw discard_passdown error_if_no_space needs_check", "critical", "asks for a check")]
    [InlineData("", "critical", "in the state Fail")]
    public void The_alarm_tells_what_the_pool_says(string status, string level, string text)
    {
        using var world = World.With(Specimen.Preparation);
        world.Write("state/answers/pool-status", status.Length == 0 ? "0 1 thin-pool Fail\n" : $"0 1 thin-pool 7 {status} 1024\n");

        var run = Look(world);

        run.ExitCode.ShouldBe(0, run.Error);
        if (text.Length == 0) run.Output.ShouldBeEmpty();
        else run.Output.ShouldContain(text);
        using var json = JsonDocument.Parse(world.Read("root/run/stratus/pool.json"));
        json.RootElement.GetProperty("level").GetString().ShouldBe(level);
        json.RootElement.GetProperty("findings").GetArrayLength().ShouldBeGreaterThanOrEqualTo(text.Length == 0 ? 0 : 1);
        world.Read("root/run/stratus/pool.prom").ShouldContain("stratus_pool_alarm " + level switch { "ok" => 0, "warning" => 1, _ => 2 });
    }

    [Fact]
    public void A_pool_that_is_gone_is_critical()
    {
        using var world = World.With(Specimen.Preparation);
        File.Delete(world.At("state/dm/stratus-pool"));

        Look(world).Output.ShouldContain("<2>stratus: the pool is not there");
    }

    private static RunResult Look(World world)
    {
        Directory.CreateDirectory(world.At("root/run/stratus"));
        return world.Bash(world.Read("root/var/lib/stratus/pool/alarm"), "");
    }
}
