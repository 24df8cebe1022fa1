using Stratus.Core.Hosts;
using Stratus.Core.Locking;

namespace Stratus.Core.Tests.Hosts;

public sealed class HostDownloadsTests
{
    [Fact]
    public void Programs_come_by_architecture_and_images_from_their_registries()
    {
        var downloads = HostDownloads.Of(VersionLock.Embedded);

        downloads.ShouldContain(address => address.StartsWith("amd64=https://") && address.EndsWith("/k3s"));
        downloads.ShouldContain(address => address.StartsWith("arm64=https://") && address.EndsWith("/k3s-arm64"));
        downloads.ShouldContain("https://registry-1.docker.io/v2/");
    }

    [Fact]
    public void No_address_holds_a_blank_for_they_travel_in_one_text() =>
        HostDownloads.Of(VersionLock.Embedded).ShouldAllBe(address => !address.Contains(' '));
}
