using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stratus.Cli.Doctor;

/// <summary>What <c>core/Hosts/preflight.sh report</c> printed.</summary>
/// <param name="Facts">What the machine is like.</param>
/// <param name="Findings">What the checks found.</param>
/// <param name="Began">The machine's clock when the checks began, in seconds since 1970.</param>
/// <param name="Ended">The machine's clock when they ended.</param>
internal sealed record PreflightReport(JsonObject Facts, ImmutableArray<Finding> Findings, double Began, double Ended)
{
    /// <summary>Reads a report; null where the text is none.</summary>
    public static PreflightReport? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject report && report["schemaVersion"]?.GetValue<int>() == 1 ? new(
                report["facts"]!.DeepClone().AsObject(), [.. report["findings"]!.AsArray().Select(finding => Read(finding!))],
                report["began"]!.GetValue<double>(), report["ended"]!.GetValue<double>()) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static Finding Read(JsonNode finding) => new(
        Text(finding["check"]), ReadSeverity(finding["severity"]),
        finding["runtimes"]!.AsObject().ToImmutableSortedDictionary(runtime => runtime.Key, runtime => ReadSeverity(runtime.Value), StringComparer.Ordinal),
        Text(finding["found"]), Text(finding["why"]), Text(finding["fix"]), Text(finding["verify"]));

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static Severity ReadSeverity(JsonNode? node) => Enum.Parse<Severity>(Text(node), ignoreCase: true);
}
