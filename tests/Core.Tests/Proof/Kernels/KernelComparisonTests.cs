using System.Collections.Immutable;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Kernels;

namespace Stratus.Core.Tests.Proof.Kernels;

public sealed class KernelComparisonTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<RuntimeClass> Declared = [new("kata-fc", "kata-fc", RuntimeKind.MicroVm), new("gvisor", "runsc", RuntimeKind.GVisor)];

    private static readonly KernelSighting Runc = Sighting("runc", "control/runc", "node-boot", "6.1.0-99-amd64", -9000, false, RuntimeKind.SharedKernel);

    private static readonly KernelSighting Kata = Sighting("kata-fc", "proof/one", "guest-1", "6.18.1", -2, true, RuntimeKind.MicroVm);

    [Fact]
    public void A_guest_with_a_kernel_of_its_own_is_shut_in_every_check_and_runc_is_its_control()
    {
        var seen = Observe(Kata, Sighting("kata-fc", "proof/two", "guest-2", "6.18.1", -2, true, RuntimeKind.MicroVm)).ToArray();

        seen.Length.ShouldBe(10);
        seen.ShouldAllBe(one => one.Seen == Seen.Shut && one.Control!.Seen == Seen.Open && one.Control.Evidence.Pod == "control/runc");
        seen[0].Evidence.What.ShouldBe("its boot id is guest-1, its node's node-boot");
        seen[0].Evidence.Facts["release"].ShouldBe("6.18.1");
    }

    [Fact]
    public void Runc_behind_the_name_of_a_microvm_is_seen_in_every_check() =>
        Observe(Runc with { Place = Kata.Place, Pod = "proof/one" }).ShouldAllBe(one => one.Seen == Seen.Open);

    [Fact]
    public void Two_sandboxes_in_one_virtual_machine_give_each_other_away()
    {
        var open = Observe(Kata, Kata with { Pod = "proof/two" }).Where(one => one.Seen == Seen.Open).ToArray();

        open.Select(one => one.Check).ShouldBe(["kernel.bootId", "kernel.bootId"]);
        open[0].Evidence.What.ShouldBe("it has the boot id of proof/two: guest-1");
    }

    [Fact]
    public void A_runtime_of_another_kind_than_declared_is_seen() =>
        Observe(Kata with { Recognised = RuntimeKind.GVisor }).Single(one => one.Seen == Seen.Open).Check.ShouldBe("kernel.class");

    [Fact]
    public void GVisor_is_not_asked_for_a_boot_id_or_a_hypervisor() =>
        Observe(Sighting("gvisor", "proof/g", null, "4.4.0", -2, null, RuntimeKind.GVisor)).Select(one => (one.Check, one.Seen))
            .ShouldBe([("kernel.release", Seen.Shut), ("kernel.clock", Seen.Shut), ("kernel.class", Seen.Shut)]);

    [Fact]
    public void What_could_not_be_read_is_no_answer()
    {
        var blank = Kata with { BootId = null, Release = null, Booted = null, Hypervisor = null, Recognised = null };

        Observe(blank).ShouldAllBe(one => one.Seen == Seen.Nothing);
    }

    [Fact]
    public void Without_a_control_on_the_node_nothing_is_shut()
    {
        var elsewhere = Kata with { Place = Kata.Place with { Node = "node2" } };

        Observe(elsewhere).ShouldAllBe(one => one.Control == null);
        Observe(elsewhere).Single(one => one.Check == "kernel.bootId").Seen.ShouldBe(Seen.Nothing);
    }

    [Theory]
    [InlineData(null, Seen.Nothing)]
    [InlineData(RuntimeKind.MicroVm, Seen.Shut)]
    public void A_control_that_is_not_recognised_as_sharing_is_no_control(RuntimeKind? recognised, Seen seen) =>
        KernelComparison.Observe([Kata], [Runc with { Recognised = recognised }], Declared).ShouldAllBe(one => one.Control!.Seen == seen);

    private static IEnumerable<Observation> Observe(params KernelSighting[] sandboxes) => KernelComparison.Observe(sandboxes, [Runc], Declared);

    private static KernelSighting Sighting(string runtime, string pod, string? bootId, string release, int booted, bool? hypervisor, RuntimeKind recognised) => new()
    {
        Place = new("node1", runtime, LaunchPath.Pod),
        Pod = pod,
        At = Now,
        BootId = bootId,
        Release = release,
        Booted = Now.AddSeconds(booted),
        Hypervisor = hypervisor,
        Recognised = recognised,
    };
}
