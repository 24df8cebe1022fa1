using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Doctor;

/// <summary>Reports as JSON; <c>docs/doctor.schema.json</c> describes them.</summary>
internal static class DoctorJson
{
    private const int SchemaVersion = 1;

    /// <summary>Writes the reports, in the order of the questions.</summary>
    public static void Write(IReadOnlyList<HostReport> reports, Stream stream) => CanonicalJson.WriteDocument(stream, writer =>
    {
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteBoolean("ready", reports.All(report => report.Verdict == Verdict.Ready));
        writer.WriteStartArray("hosts");
        foreach (var report in reports) CanonicalJson.Write(writer, Host(report));
        writer.WriteEndArray();
    });

    private static JsonObject Host(HostReport report) => new()
    {
        ["name"] = report.Name,
        ["address"] = report.Address?.ToString(),
        ["verdict"] = Name(report.Verdict),
        ["hostKey"] = report.HostKey,
        ["hostKeyUnseen"] = report.HostKeyUnseen,
        ["offeredHostKey"] = report.OfferedHostKey,
        ["error"] = report.Error is not { } error ? null
            : new JsonObject { ["failure"] = Name(error.Failure), ["cause"] = error.Cause, ["fix"] = error.Fix },
        ["skewSeconds"] = report.SkewSeconds,
        ["facts"] = report.Facts.DeepClone(),
        ["findings"] = new JsonArray([.. report.Findings.Select(Write)]),
    };

    private static JsonNode Write(Finding finding) => new JsonObject
    {
        ["check"] = finding.Check,
        ["severity"] = Name(finding.Severity),
        ["runtimes"] = new JsonObject(finding.Runtimes.Select(runtime => KeyValuePair.Create(runtime.Key, (JsonNode?)Name(runtime.Value)))),
        ["found"] = finding.Found,
        ["why"] = finding.Why,
        ["fix"] = finding.Fix,
        ["verify"] = finding.Verify,
    };

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
