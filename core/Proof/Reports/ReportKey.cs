using System.Security.Cryptography;

namespace Stratus.Core.Proof.Reports;

/// <summary>The keys of reports: ECDSA on P-256, as PEM.</summary>
public static class ReportKey
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Reads a public key.</summary>
    /// <exception cref="ReportException">It is no public key on P-256. A private key is refused too: it does not belong where reports are verified.</exception>
    public static ECDsa ReadPublic(string pem)
    {
        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw ReportException.Unreadable("it is a private key, and only who signs needs that; take its public half: openssl pkey -in KEY -pubout");
        return Read(pem, "PUBLIC KEY", "-----BEGIN PUBLIC KEY-----");
    }

    /// <summary>Reads a private key, unencrypted: it comes from a secret store and is never written to a file by this program.</summary>
    /// <exception cref="ReportException">It is no private key on P-256; nothing of it is repeated.</exception>
    public static ECDsa ReadPrivate(string pem) => Read(pem, "PRIVATE KEY", "-----BEGIN PRIVATE KEY-----, as openssl genpkey writes it");

    /// <summary>The SHA-256 of the key's SubjectPublicKeyInfo, lower-case hex.</summary>
    public static string Id(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static ECDsa Read(string pem, string label, string expected)
    {
        if (!pem.Contains($"{label}-----", StringComparison.Ordinal)) throw ReportException.Unreadable($"it is no key in PEM: expected {expected}");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256) return key;
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw ReportException.Unreadable($"it is no ECDSA key: expected {expected}");
        }
        key.Dispose();
        throw ReportException.Unreadable("its curve is not P-256; make one: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out KEY");
    }
}
