using System.Text.Json;
using FsCheck.Xunit;
using Stratus.Core.Networking;
using Stratus.Tests.Shared;

namespace Stratus.Core.Tests.Networking;

public class CiliumValuesTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public void The_values_are_as_reviewed() =>
        Snapshot.Match(JsonSerializer.Serialize(CiliumValues.For(Platforms.One), Indented), "cilium-values");

    [Property]
    public void Services_work_inside_microVMs_whatever_the_platform(byte servers, byte agents, bool encryption)
    {
        var platform = Platforms.Of((servers % 3 * 2) + 1, agents);
        var values = CiliumValues.For(platform with { Cluster = platform.Cluster with { Encryption = encryption } });

        ((IReadOnlyDictionary<string, object>)values["socketLB"])["hostNamespaceOnly"].ShouldBe(true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Traffic_between_nodes_is_encrypted_if_the_stack_says_so(bool encryption)
    {
        var platform = Platforms.One with { Cluster = Platforms.One.Cluster with { Encryption = encryption } };

        ((IReadOnlyDictionary<string, object>)CiliumValues.For(platform)["encryption"])["enabled"].ShouldBe(encryption);
    }
}
