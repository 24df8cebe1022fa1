using System.Text.Json.Nodes;
using Stratus.Cli.Hosts;
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

    private static JsonObject Host(HostReport report)
    {
        var host = HostJson.Of(report.Contact, HostJson.Word(report.Verdict));
        host["skewSeconds"] = report.SkewSeconds;
        host["facts"] = report.Facts.DeepClone();
        host["findings"] = new JsonArray([.. report.Findings.Select(Write)]);
        return host;
    }

    private static JsonNode Write(Finding finding) => new JsonObject
    {
        ["check"] = finding.Check,
        ["severity"] = HostJson.Word(finding.Severity),
        ["runtimes"] = new JsonObject(finding.Runtimes.Select(runtime => KeyValuePair.Create(runtime.Key, (JsonNode?)HostJson.Word(runtime.Value)))),
        ["found"] = finding.Found,
        ["why"] = finding.Why,
        ["fix"] = finding.Fix,
        ["verify"] = finding.Verify,
    };
}
