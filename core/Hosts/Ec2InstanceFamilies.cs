using System.Collections.Immutable;

namespace Stratus.Core.Hosts;

/// <summary>A family of EC2 instance types, <c>m8i</c>, as far as its types have KVM.</summary>
/// <param name="Name">The part of a type's name before the dot.</param>
/// <param name="Architecture">The CPU of its types.</param>
/// <param name="Metal">The sizes that are whole machines.</param>
/// <param name="Nested">The virtualized sizes that can be launched with nested virtualization; most families have none.</param>
internal sealed record Ec2InstanceFamily(
    string Name, CpuArchitecture Architecture, ImmutableArray<string> Metal, ImmutableArray<string> Nested)
{
    /// <summary>The purpose of the family, <c>m</c> for general.</summary>
    public char Letter => Name[0];
}

/// <summary>
/// The families whose types have KVM. Names and bare-metal sizes are those that EC2 listed on 2026-08-06 (aws/karpenter-provider-aws,
/// <c>pkg/providers/instancetype/zz_generated.vpclimits.go</c>, <c>IsBareMetal</c>). Nested virtualization: the EC2 API's <c>CpuOptionsRequest</c>
/// names C8i, M8i, R8i and their flex variants, the user guide's listing their d variants as well; no other virtualized type has it.
/// </summary>
/// <remarks>Left out although they are bare metal: Macs, which do not run Linux, GPU machines, and the first Graviton.</remarks>
internal static class Ec2InstanceFamilies
{
    private const string Virtualized = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge";
    private const string VirtualizedFlex = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge";

    public static ImmutableArray<Ec2InstanceFamily> All { get; } =
    [
        .. Of(CpuArchitecture.Amd64, "c5 c5d c5n c6a c6i c6id c6in", "metal"),
        .. Of(CpuArchitecture.Amd64, "m5 m5d m5dn m5n m5zn m6a m6i m6id m6idn m6in", "metal"),
        .. Of(CpuArchitecture.Amd64, "r5 r5b r5d r5dn r5n r6a r6i r6id r6idn r6in", "metal"),
        .. Of(CpuArchitecture.Amd64, "i3 i3en i4i x2idn x2iedn x2iezn z1d", "metal"),
        .. Of(CpuArchitecture.Amd64, "c7a m7a r7a", "metal-48xl"),
        .. Of(CpuArchitecture.Amd64, "c7i c8a m7i m8a r7i r8a i7i i7ie", "metal-24xl metal-48xl"),
        .. Of(CpuArchitecture.Amd64, "r7iz", "metal-16xl metal-32xl"),
        .. Of(CpuArchitecture.Amd64, "m8azn x8aedz", "metal-12xl metal-24xl"),
        .. Of(CpuArchitecture.Amd64, "c8ib c8in m8ib m8idb m8idn m8in r8ib r8idb r8idn r8in x8i", "metal-48xl metal-96xl"),
        .. Of(CpuArchitecture.Amd64, "c8i c8id m8i m8id r8i r8id", "metal-48xl metal-96xl", Virtualized),
        .. Of(CpuArchitecture.Amd64, "c8i-flex m8i-flex r8i-flex", "", VirtualizedFlex),
        .. Of(CpuArchitecture.Arm64, "c6g c6gd c7g c7gd c7gn m6g m6gd m7g m7gd r6g r6gd r7g r7gd x2gd", "metal"),
        .. Of(CpuArchitecture.Arm64, "c8g c8gb c8gd c8gn m8g m8gb m8gd m8gn r8g r8gb r8gd r8gn i8g i8ge x8g", "metal-24xl metal-48xl"),
        .. Of(CpuArchitecture.Arm64, "c9g c9gd m9g m9gd", "metal-48xl"),
    ];

    private static IEnumerable<Ec2InstanceFamily> Of(CpuArchitecture architecture, string names, string metal, string nested = "") =>
        Words(names).Select(name => new Ec2InstanceFamily(name, architecture, Words(metal), Words(nested)));

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
