using Stratus.Core.Hosts;

namespace Stratus.Core.Tests.Hosts;

public sealed class Ec2InstanceTypeTests
{
    [Theory]
    [InlineData("m5.metal", CpuArchitecture.Amd64)]
    [InlineData("c5.metal", CpuArchitecture.Amd64)]
    [InlineData("c6i.metal", CpuArchitecture.Amd64)]
    [InlineData("m6i.metal", CpuArchitecture.Amd64)]
    [InlineData("c7i.metal-24xl", CpuArchitecture.Amd64)]
    [InlineData("c7i.metal-48xl", CpuArchitecture.Amd64)]
    [InlineData("m7i.metal-24xl", CpuArchitecture.Amd64)]
    [InlineData("i3.metal", CpuArchitecture.Amd64)]
    [InlineData("i4i.metal", CpuArchitecture.Amd64)]
    [InlineData("m8i.metal-96xl", CpuArchitecture.Amd64)]
    [InlineData("m6g.metal", CpuArchitecture.Arm64)]
    [InlineData("r8g.metal-24xl", CpuArchitecture.Arm64)]
    public void Bare_metal_has_KVM_as_it_is(string name, CpuArchitecture architecture)
    {
        Ec2InstanceType.Problem(name).ShouldBeNull();
        var type = Ec2InstanceType.Parse(name);
        (type.Name, type.Architecture, type.IsMetal, type.NeedsNestedVirtualization).ShouldBe((name, architecture, true, false));
    }

    [Theory]
    [InlineData("c8i.large")]
    [InlineData("m8i.4xlarge")]
    [InlineData("r8i.96xlarge")]
    [InlineData("m8i-flex.16xlarge")]
    [InlineData("c8id.xlarge")]
    public void The_families_that_can_nest_have_KVM_when_launched_so(string name)
    {
        Ec2InstanceType.Problem(name).ShouldBeNull();
        var type = Ec2InstanceType.Parse(name);
        (type.Name, type.Architecture, type.IsMetal, type.NeedsNestedVirtualization).ShouldBe((name, CpuArchitecture.Amd64, false, true));
    }

    [Theory]
    [InlineData("m5.large", "m8i.large, m5.metal")]
    [InlineData("c7i.9xlarge", "c8i.12xlarge, c7i.metal-24xl")]
    [InlineData("r6i.128xlarge", "r8i.96xlarge, r6i.metal")]
    [InlineData("t3.nano", "m8i.large, m5.metal")]
    [InlineData("m5a.xlarge", "m8i.xlarge, m5.metal")]
    [InlineData("m7g.large", "m8i.large, m7g.metal")]
    [InlineData("i3.large", "m8i.large, i3.metal")]
    [InlineData("m8i-flex.24xlarge", "m8i.24xlarge, m8i.metal-48xl")]
    [InlineData("c8in.2xlarge", "c8i.2xlarge, c8in.metal-48xl")]
    [InlineData("q9z.2xlarge", "m8i.2xlarge, m5.metal")]
    public void A_virtualized_type_that_cannot_nest_is_refused_with_near_ones_that_have_KVM(string name, string near) =>
        Ec2InstanceType.Problem(name).ShouldBe($"virtualized without nested virtualization, so it has no /dev/kvm; near it and with KVM: {near}");

    [Theory]
    [InlineData("m5.metal-24xl", "m8i.24xlarge, m5.metal")]
    [InlineData("mac2.metal", "m8i.96xlarge, m5.metal")]
    [InlineData("m99.metal", "m8i.96xlarge, m9g.metal-48xl")]
    [InlineData("m8i-flex.metal", "m8i.96xlarge, m8i.metal-48xl")]
    public void Metal_that_is_not_known_is_refused(string name, string near) =>
        Ec2InstanceType.Problem(name).ShouldBe($"not known to Stratus as bare metal that has KVM; near it and with KVM: {near}");

    [Theory]
    [InlineData("")]
    [InlineData("m8i")]
    [InlineData("m8i.")]
    [InlineData(".large")]
    [InlineData("M8I.large")]
    [InlineData("m8i.large.")]
    [InlineData("m8i.huge")]
    [InlineData("m8i.large\n")]
    public void What_is_no_name_of_a_type_is_refused(string name)
    {
        Ec2InstanceType.Problem(name).ShouldBe("not the name of an instance type");
        Should.Throw<ArgumentException>(() => Ec2InstanceType.Parse(name)).Message.ShouldContain("not the name of an instance type");
    }

    [Fact]
    public void Every_type_that_is_offered_in_place_of_another_is_good()
    {
        foreach (var name in new[] { "a1.large", "c3.large", "hpc7g.4xlarge", "x1e.32xlarge", "u-6tb1.56xlarge", "g5.xlarge", "z1d.large", "i8ge.large" })
        {
            var near = Ec2InstanceType.Problem(name)!.Split("with KVM: ")[1].Split(", ");
            near.Length.ShouldBe(2);
            near.ShouldAllBe(one => Ec2InstanceType.Problem(one) == null, name);
        }
    }
}
