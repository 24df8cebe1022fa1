using System.Text.Json;
using Stratus.Core.Hosts;
using Stratus.Core.Tests.Settings;

namespace Stratus.Core.Tests.Hosts;

public sealed class CloudInitTests
{
    public static TheoryData<string, string> Algorithms => new(
        (HostKeys.Ed25519(), "ed25519"), (HostKeys.Ecdsa(256, 65), "ecdsa"), (HostKeys.Ecdsa(521, 133), "ecdsa"), (HostKeys.Rsa(3072), "rsa"));

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_key_is_installed_under_its_algorithm_and_no_other_is_kept(string hostKey, string algorithm)
    {
        var config = Config(CloudInit.ForHostKey(hostKey, HostKeys.Private(hostKey)));

        config.GetProperty("ssh_deletekeys").GetBoolean().ShouldBeTrue();
        config.GetProperty("ssh_keys").EnumerateObject().Select(key => key.Name).ShouldBe([$"{algorithm}_private", $"{algorithm}_public"]);
        config.GetProperty("ssh_keys").GetProperty($"{algorithm}_public").GetString().ShouldBe(hostKey);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("key\n")]
    [InlineData("\nkey\r\n\n")]
    public void The_key_file_ends_in_one_line_break(string privateKey) =>
        Config(CloudInit.ForHostKey(HostKeys.Ed25519(), privateKey)).GetProperty("ssh_keys").GetProperty("ed25519_private").GetString().ShouldBe("key\n");

    [Fact]
    public void A_key_of_an_algorithm_that_cloud_init_does_not_know_is_refused() =>
        Should.Throw<ArgumentException>(() => CloudInit.ForHostKey("ssh-dss AAAA", "key")).Message.ShouldContain("ssh-dss");

    [Fact]
    public void A_volume_is_found_by_its_id() =>
        EbsVolume.DeviceOf("vol-0123456789abcdef0").ShouldBe("/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0");

    private static JsonElement Config(string userData)
    {
        userData.ShouldStartWith("#cloud-config\n");
        return JsonDocument.Parse(userData["#cloud-config\n".Length..]).RootElement;
    }
}
