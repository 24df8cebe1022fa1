using System.Text.Json.Nodes;
using Stratus.Cli.Hosts;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Drift;

/// <summary>Reports as JSON; <c>docs/drift.schema.json</c> describes them.</summary>
internal static class DriftJson
{
    private const int SchemaVersion = 1;

    /// <summary>Writes the reports, in the order of the questions.</summary>
    public static void Write(IReadOnlyList<DriftReport> reports, Stream stream) => CanonicalJson.WriteDocument(stream, writer =>
    {
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteBoolean("matches", reports.All(report => report.Verdict == DriftVerdict.Matches));
        writer.WriteStartArray("hosts");
        foreach (var report in reports) CanonicalJson.Write(writer, Host(report));
        writer.WriteEndArray();
    });

    private static JsonObject Host(DriftReport report)
    {
        var host = HostJson.Of(report.Contact, HostJson.Word(report.Verdict));
        host["claims"] = new JsonArray([.. report.Claims.Select(claim => new JsonObject { ["name"] = claim.Name, ["state"] = claim.State })]);
        host["findings"] = new JsonArray([.. report.Findings.Select(Write)]);
        return host;
    }

    private static JsonNode Write(DriftFinding finding) => new JsonObject
    {
        ["status"] = HostJson.Word(finding.Status),
        ["claim"] = finding.Claim,
        ["kind"] = finding.Kind,
        ["name"] = finding.Name,
        ["change"] = finding.Change,
        ["set"] = finding.Set,
        ["now"] = finding.Now,
        ["why"] = finding.Why,
        ["fix"] = finding.Fix,
    };
}
