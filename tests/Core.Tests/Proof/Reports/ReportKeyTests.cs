using System.Security.Cryptography;
using Stratus.Core.Proof.Reports;
using Stratus.Tests.Shared;

namespace Stratus.Core.Tests.Proof.Reports;

public sealed class ReportKeyTests
{
    [Fact]
    public void A_private_key_is_read_to_sign_and_refused_to_verify()
    {
        var pem = ProofKeys.Signer.ExportPkcs8PrivateKeyPem();
        using var key = ReportKey.ReadPrivate(pem);

        ReportKey.Id(key).ShouldBe(ReportKey.Id(ProofKeys.Signer));
        Unreadable(() => ReportKey.ReadPublic(pem)).ShouldContain("-pubout");
    }

    [Fact]
    public void The_older_form_of_a_private_key_is_read_too()
    {
        using var key = ReportKey.ReadPrivate(ProofKeys.Signer.ExportECPrivateKeyPem());

        ReportKey.Id(key).ShouldBe(ReportKey.Id(ProofKeys.Signer));
    }

    [Fact]
    public void Only_P256_will_do()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);

        Unreadable(() => ReportKey.ReadPublic(p384.ExportSubjectPublicKeyInfoPem())).ShouldContain("not P-256");
        Unreadable(() => ReportKey.ReadPublic(rsa.ExportSubjectPublicKeyInfoPem())).ShouldContain("no ECDSA key");
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nhunter2\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void What_is_no_key_is_said_and_not_repeated(string text) => Unreadable(() => ReportKey.ReadPublic(text)).ShouldNotContain("hunter2");

    [Fact]
    public void A_broken_private_key_is_not_repeated() =>
        Unreadable(() => ReportKey.ReadPrivate("-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----")).ShouldNotContain("hunter2");

    private static string Unreadable(Func<ECDsa> read)
    {
        var error = Should.Throw<ReportException>(read);
        error.Fault.ShouldBe(ReportFault.Unreadable);
        return error.Message;
    }
}
