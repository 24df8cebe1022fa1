namespace Stratus.Core.Proof.Reports;

/// <summary>A run and what it proves. The verdict follows from the run, and is written beside it for readers that do not judge.</summary>
public sealed record ProofReport
{
    /// <summary>The version of <c>docs/report.schema.json</c> that is written, and the only one that is read.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of the schema, and of the judge.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>What was declared and seen.</summary>
    public required ProofRun Run { get; init; }

    /// <summary>What that proves.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>The report of a run, judged here.</summary>
    public static ProofReport Of(ProofRun run) => new() { SchemaVersion = CurrentSchemaVersion, Run = run, Verdict = Judge.Of(run) };
}

/// <summary>Who vouches for a report.</summary>
public sealed record ReportSignature
{
    /// <summary>The only algorithm: ECDSA over P-256 and SHA-256, as an ASN.1 DER sequence in base64.</summary>
    public const string EcdsaP256Sha256 = "ecdsa-p256-sha256";

    /// <summary>How it was made.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The SHA-256 of the public key's SubjectPublicKeyInfo in DER, lower-case hex. Names the key; says nothing about who holds it.</summary>
    public required string KeyId { get; init; }

    /// <summary>The signature of the report's canonical bytes.</summary>
    public required string Value { get; init; }
}

/// <summary>What a report's file holds: the report, and beside it the signature of its canonical bytes.</summary>
public sealed record SignedReport
{
    /// <summary>What is signed.</summary>
    public required ProofReport Report { get; init; }

    /// <summary>By whom.</summary>
    public required ReportSignature Signature { get; init; }
}
