using System.Security.Cryptography;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Reports;

namespace Stratus.Tests.Shared;

/// <summary>Keys made for one run of the tests, and what they sign.</summary>
internal static class ProofKeys
{
    public static readonly ECDsa Signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static readonly ECDsa Other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static string PublicPem => Signer.ExportSubjectPublicKeyInfoPem();

    public static byte[] Sign(ProofRun run) => ReportFile.Write(run, Signer);
}
