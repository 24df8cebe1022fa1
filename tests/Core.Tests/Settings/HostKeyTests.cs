using System.Text;

namespace Stratus.Core.Tests.Settings;

public sealed class HostKeyTests
{
    private static readonly byte[] Curve = Encoding.ASCII.GetBytes("nistp256");

    public static TheoryData<string, string> Damaged => new(
        ("ssh-dss " + HostKeys.Blob("ssh-dss", [1]), ""), ("ssh-ed25519", ""), ("AAAA", ""),
        (HostKeys.Ed25519() + " root@box", "leave off the comment after the key"),
        ("192.0.2.1 " + HostKeys.Ed25519(), "leave off the host's name before the key"),
        ("ssh-ed25519 !!!!", "the base64 is damaged; copy the whole line again"), ("ssh-ed25519 ", "the base64 is damaged; copy the whole line again"),
        (HostKeys.Ed25519()[..^4], "the base64 is damaged; copy the whole line again"),
        ("ssh-ed25519 AAAA", "the base64 is damaged; copy the whole line again"),
        ("ssh-ed25519 /////w==", "the base64 is damaged; copy the whole line again"),
        ("ecdsa-sha2-nistp256 " + HostKeys.Ed25519().Split(' ')[1], "the base64 holds a key of algorithm ssh-ed25519"),
        ("ssh-ed25519 " + HostKeys.Blob("ssh-rsa", [1], [2]), "the base64 is not a host key"), ("ssh-ed25519 AAAAAA==", "the base64 is not a host key"),
        (HostKeys.Make("ssh-ed25519", HostKeys.Bytes(31)), WrongLength), (HostKeys.Make("ssh-ed25519", HostKeys.Bytes(33)), WrongLength),
        (HostKeys.Make("ssh-ed25519"), WrongLength), (HostKeys.Make("ssh-ed25519", HostKeys.Bytes(32), []), WrongLength),
        (HostKeys.Ecdsa(256, 64), WrongLength), (HostKeys.Ecdsa(384, 65), WrongLength), (HostKeys.Ecdsa(521, 134), WrongLength),
        (HostKeys.Make("ecdsa-sha2-nistp384", Curve, HostKeys.Bytes(97)), WrongLength),
        (HostKeys.Make("ecdsa-sha2-nistp256", Curve), WrongLength), (HostKeys.Rsa(2048), NoRsa), (HostKeys.Rsa(4096) + " root@box", NoRsa),
        ("192.0.2.1 " + HostKeys.Rsa(4096), NoRsa));

    private const string NoRsa = "ssh-rsa signs with SHA-1, which no sshd of today does: it would never be reached. Pin its ed25519 or ecdsa key";

    private const string WrongLength = "the key has the wrong length; copy the whole line again";

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_damaged_host_key_is_refused_and_the_damage_named(string key, string complaint)
    {
        var error = StackFile.Dev().WithText("hosts[0].hostKey", key).Parse().Errors.ShouldHaveSingleItem();
        error.Path.ShouldBe("hosts[0].hostKey");
        if (complaint.Length > 0) error.Found.ShouldEndWith($": {complaint}");
        else error.Found.ShouldEndWith("'");
        error.Fix.ShouldBe("run ssh-keyscan -t ed25519 ADDRESS, compare the key with the console's, and copy the part after the address");
    }

    [Theory]
    [InlineData("ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHGCVvp8lkfes4hBRNkHWVFbyA1kpnpykmWdBBuLCliYrlPyVuzj"
        + "xXqs/oPZvNYS1AusdLLWnJA9/0pNqFb7GIk=")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4zcrQI8YkLkx3SHNU/bF0vad8U+JK5i+Sbwbe/9k3H")]
    public void A_key_that_ssh_keygen_made_is_taken(string key) =>
        StackFile.Dev().WithText("hosts[0].hostKey", key).Parse().Settings!.Hosts[0].HostKey.ShouldBe(key);

    [Fact]
    public void A_key_longer_than_any_is_refused() => StackFile.Dev().WithText("hosts[0].hostKey", HostKeys.Rsa(32768)).Parse()
        .Errors.ShouldHaveSingleItem().Found.ShouldContain("more than 4096");
}
