using System.Security.Cryptography;
using System.Text.Json;
using Stratus.Core.Files;

namespace Stratus.Core.Proof.Reports;

/// <summary>
/// A report's file: <c>{"report":…,"signature":…}</c> in canonical bytes and not one more. The signature stands beside what it signs, so that
/// neither is ever without the other and the report stays readable; what it signs is <c>report</c>'s own canonical bytes, so that
/// <c>jq</c> and <c>openssl</c> can check it without this program.
/// </summary>
public static class ReportFile
{
    /// <summary>The largest file that is read, in bytes: more than a run of 100 nodes needs.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxDepth = 32;

    /// <summary>Judges a run, signs its report and gives the bytes of the file.</summary>
    public static byte[] Write(ProofRun run, ECDsa privateKey)
    {
        var report = Rfc8785.Bytes(ReportJson.Write(ProofReport.Of(run)));
        var signature = new ReportSignature
        {
            Algorithm = ReportSignature.EcdsaP256Sha256,
            KeyId = ReportKey.Id(privateKey),
            Value = Convert.ToBase64String(privateKey.SignData(report, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
        };
        return [.. "{\"report\":"u8, .. report, .. ",\"signature\":"u8, .. Rfc8785.Bytes(ReportJson.Write(signature)), .. "}"u8];
    }

    /// <summary>
    /// Verifies a file and reads it: size, form, key, signature, schema, and that the verdict follows from the evidence. In this order, so
    /// that nothing but the form of an untrusted file is looked at before its signature.
    /// </summary>
    /// <exception cref="ReportException">It could not be read, or does not hold.</exception>
    public static SignedReport Verify(ReadOnlySpan<byte> file, ECDsa publicKey)
    {
        var tree = Parse(file);
        var report = Member(tree, "report");
        Check(ReportJson.Read<ReportSignature>(Member(tree, "signature")), publicKey, Rfc8785.Sha256(report));
        CheckVersion(report);
        if (HoldsNull(tree)) throw ReportException.Unreadable("it holds null, and what is not known is left out of a report");
        var signed = ReportJson.Read<SignedReport>(tree);
        // What the records do not hold, or hold differently, nobody would see.
        if (!IsForm(file, ReportJson.Write(signed)))
            throw ReportException.Unreadable("it holds values in another form than docs/report.schema.json describes");
        CheckVerdict(signed.Report);
        return signed;
    }

    private static JsonElement Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaxBytes) throw ReportException.Unreadable($"it has {file.Length} bytes, and at most {MaxBytes} are read");
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaxDepth };
            var tree = JsonElement.Parse(file, options);
            if (tree.ValueKind != JsonValueKind.Object) throw ReportException.Unreadable("it is not a JSON object");
            // White space, another order or a second way to write a text would change bytes that no signature covers.
            return IsForm(file, tree) ? tree
                : throw ReportException.Refused("its bytes are not in the canonical form of RFC 8785: it was changed after it was signed, if only by an editor");
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw ReportException.Unreadable($"it is not JSON, or cut short: {(problem is JsonException ? JsonMistake.In(file, MaxDepth) : problem.Message)}", problem);
        }
    }

    // By their sums: another copy of each would be a multiple of the report's size in memory.
    private static bool IsForm(ReadOnlySpan<byte> file, JsonElement tree) => Rfc8785.Sha256(tree).AsSpan().SequenceEqual(SHA256.HashData(file));

    private static void Check(ReportSignature signature, ECDsa key, byte[] sum)
    {
        if (signature.Algorithm != ReportSignature.EcdsaP256Sha256)
            throw ReportException.Unreadable($"its signature's algorithm is '{signature.Algorithm}', and only {ReportSignature.EcdsaP256Sha256} is known");
        if (signature.KeyId != ReportKey.Id(key))
            throw ReportException.Refused($"it was signed by the key {signature.KeyId}, and the key given is {ReportKey.Id(key)}");
        var value = new byte[signature.Value.Length];
        // Base64 has several forms of the same bytes; only one is the one that was written.
        var isBase64 = Convert.TryFromBase64String(signature.Value, value, out var length) && Convert.ToBase64String(value, 0, length) == signature.Value;
        if (!isBase64 || !key.VerifyHash(sum, value.AsSpan(0, length), DSASignatureFormat.Rfc3279DerSequence))
            throw ReportException.Refused("its signature does not fit: the report or the signature was changed");
    }

    private static void CheckVersion(JsonElement report)
    {
        var version = Member(report, "schemaVersion");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != ProofReport.CurrentSchemaVersion)
            throw ReportException.Unreadable(
                $"its schemaVersion is {(version.ValueKind == JsonValueKind.Undefined ? "missing" : version.GetRawText())}, and this version of stratus reads {ProofReport.CurrentSchemaVersion}");
    }

    private static bool HoldsNull(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => value.EnumerateObject().Any(member => HoldsNull(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsNull),
        _ => false,
    };

    // Of what is no object, or has none: undefined.
    private static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;

    private static void CheckVerdict(ProofReport report)
    {
        if (report.Run.Observations.FirstOrDefault(one => Checks.Find(one.Check) is null) is { } unknown)
            throw ReportException.Unreadable($"it has observations of a check that this version of stratus does not know: {unknown.Check}");
        if (!Plain(Judge.Of(report.Run)).SequenceEqual(Plain(report.Verdict)))
            throw ReportException.Refused("its verdict does not follow from its evidence");
    }

    // What is decided, without the words for it: a later version may find better ones for the same.
    private static IEnumerable<string> Plain(ProofVerdict verdict) =>
        verdict.Properties.SelectMany(property => property.Checks.SelectMany(check => check.Findings
                .Select(finding => $"{finding.Check} {finding.Place} {finding.Target} {finding.Outcome}").Order(StringComparer.Ordinal)
                .Prepend($"{check.Check} {check.Outcome} {check.Held}"))
            .Prepend($"{property.Property} {property.Outcome}")).Prepend($"{verdict.Outcome}");
}
