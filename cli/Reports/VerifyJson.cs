using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;
using Stratus.Core.Proof.History;
using Stratus.Core.Proof.Reports;

namespace Stratus.Cli.Reports;

/// <summary>What <c>verify</c> found as JSON; <c>docs/verify.schema.json</c> describes it.</summary>
internal static class VerifyJson
{
    private const int SchemaVersion = 1;

    /// <summary>Writes what was found.</summary>
    public static void Write(VerifiedReport report, Stream stream) => CanonicalJson.WriteDocument(stream, writer =>
    {
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteBoolean("holds", report.Holds);
        writer.WriteString("signature", "good");
        writer.WriteString("keyId", report.Signed.Signature.KeyId);
        writer.WriteString("failure", report.Failure);
        writer.WriteString("verdict", Name(report.Verdict.Outcome));
        writer.WriteString("run", report.Run.Id);
        writer.WriteString("stack", report.Run.Stack);
        writer.WriteNumber("ageSeconds", (long)report.Age.TotalSeconds);
        writer.WritePropertyName("properties");
        CanonicalJson.Write(writer, new JsonObject(report.Verdict.Properties.Select(property =>
            KeyValuePair.Create(Name(property.Property), (JsonNode?)Name(property.Outcome)))));
        writer.WriteNumber("earlierRuns", report.History.Earlier.Length);
        writer.WritePropertyName("comparisons");
        CanonicalJson.Write(writer, new JsonArray([.. report.History.Comparisons.Select(Comparison)]));
    });

    /// <summary>Writes why there is nothing to say about a report.</summary>
    public static void Write(ReportException error, Stream stream) => CanonicalJson.WriteDocument(stream, writer =>
    {
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteBoolean("holds", false);
        writer.WriteString("signature", error.Fault == ReportFault.Refused ? "refused" : "unreadable");
        writer.WriteString("failure", error.Message);
    });

    private static JsonNode Comparison(Comparison comparison) => new JsonObject
    {
        ["runtimeClass"] = comparison.Series.RuntimeClass,
        ["concurrency"] = comparison.Series.Condition.Concurrency,
        ["imagePresent"] = comparison.Series.Condition.ImagePresent,
        ["phase"] = Name(comparison.Series.Phase),
        ["starts"] = comparison.Count,
        ["earlierStarts"] = comparison.EarlierCount,
        ["medianMicroseconds"] = (long)comparison.Median.TotalMicroseconds,
        ["change"] = Math.Round(comparison.Change, 4),
        ["p"] = Math.Round(comparison.P, 6),
        ["isRegression"] = comparison.IsRegression,
    };

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
