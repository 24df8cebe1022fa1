using System.Diagnostics;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

public sealed class OpenSshKeyTests
{
    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    public void A_key_of_ssh_keygen_is_taken_with_its_own_public_half_and_with_no_other(string algorithm)
    {
        var (privateKey, publicKey) = Generate(algorithm);

        StackFile.Ec2().WithText("hostPrivateKeys.server1", privateKey).WithText("hosts[0].hostKey", publicKey).Parse().ErrorText.ShouldBe("");
        StackFile.Ec2().WithText("hostPrivateKeys.server1", privateKey).Parse().Errors.ShouldHaveSingleItem().Found.ShouldBe("the public half of another key");
    }

    [Fact]
    public void A_key_with_a_passphrase_is_refused() =>
        StackFile.Ec2().WithText("hostPrivateKeys.server1", Generate("ed25519", "secret").Private).Parse().Errors.ShouldHaveSingleItem()
            .Found.ShouldBe("a text (not shown): it has a passphrase, which nobody types when the machine boots");

    [Fact]
    public void However_a_key_is_damaged_it_is_refused_without_an_exception()
    {
        var whole = HostKeys.Private(HostKeys.Ed25519());
        var body = whole.Split('\n')[1..^2];
        var bytes = Convert.FromBase64String(string.Concat(body));
        for (var length = 0; length < bytes.Length - 68; length++)
        {
            var cut = $"-----BEGIN OPENSSH PRIVATE KEY-----\n{Convert.ToBase64String(bytes[..length])}\n-----END OPENSSH PRIVATE KEY-----\n";
            StackFile.Ec2().WithText("hostPrivateKeys.server1", cut).Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("hostPrivateKeys.server1");
        }
        StackFile.Ec2().WithText("hostPrivateKeys.server1", whole[..^20]).Parse().Errors.ShouldHaveSingleItem();
        StackFile.Ec2().WithText("hostPrivateKeys.server1", SettingsParser.EncryptedSentinel).Parse().ErrorText.ShouldBe("");
    }

    private static (string Private, string Public) Generate(string algorithm, string passphrase = "")
    {
        var folder = Directory.CreateTempSubdirectory("stratus-key-");
        try
        {
            var file = Path.Combine(folder.FullName, "key");
            using var process = Process.Start("ssh-keygen", ["-q", "-t", algorithm, "-N", passphrase, "-C", "", "-f", file]);
            process.WaitForExit();
            process.ExitCode.ShouldBe(0);
            return (File.ReadAllText(file), File.ReadAllText(file + ".pub").Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ssh-keygen is not installed; on Debian: apt-get install openssh-client");
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
