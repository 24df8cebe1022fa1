using Stratus.E2e.Tests.Lab;
using static Stratus.E2e.Tests.Hosts.Pools;

namespace Stratus.E2e.Tests.Hosts;

public class PowerCutTests
{
    public PowerCutTests() => OnDemand.SkipUnlessAsked();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task What_an_apply_made_is_there_when_the_plug_is_pulled_right_after_it(bool onDisk) => Machine.UseAsync(WithDisk, async machine =>
    {
        var pool = onDisk ? OnDisk : OnLoop;
        var before = await Traces.OfAsync(machine);
        var first = await machine.PrepareAsync(pool);
        await machine.PullThePlugAsync();

        var after = await Traces.OfAsync(machine);
        var again = await machine.PrepareAsync(pool);

        again.ShouldBe(first);
        (await Traces.OfAsync(machine)).ShouldBe(after);
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");
        await machine.CleanAsync(pool);
        (await Traces.OfAsync(machine)).ShouldBe(before);
    });
}
