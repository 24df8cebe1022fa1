using Stratus.E2e.Tests.Lab;
using static Stratus.E2e.Tests.Hosts.Pools;

namespace Stratus.E2e.Tests.Hosts;

/// <summary>The pool of a dev host, on a sparse file.</summary>
public class LoopPoolTests
{
    public LoopPoolTests() => OnDemand.SkipUnlessAsked();

    [Fact]
    public Task Applying_twice_is_applying_once_and_removing_leaves_nothing() => Machine.UseAsync(new(), async machine =>
    {
        var before = await Traces.OfAsync(machine);

        var first = await machine.PrepareAsync(OnLoop);
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");
        var once = await Traces.OfAsync(machine);
        (await machine.PrepareAsync(OnLoop)).ShouldBe(first);
        (await Traces.OfAsync(machine)).ShouldBe(once);
        await machine.CleanAsync(OnLoop);

        (await Traces.OfAsync(machine)).ShouldBe(before);
    });

    [Fact]
    public Task It_is_there_after_a_reboot_and_a_power_cut() => Machine.UseAsync(new(), async machine =>
    {
        await machine.PrepareAsync(OnLoop);

        await machine.RebootAsync();
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");

        await machine.PullThePlugAsync();
        (await machine.RootAsync("dmsetup status stratus-pool")).ShouldContain("thin-pool");
    });
}
