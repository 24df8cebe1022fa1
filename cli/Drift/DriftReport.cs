using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Hosts;

namespace Stratus.Cli.Drift;

/// <summary>Whether a machine is what Stratus made it.</summary>
internal enum DriftVerdict
{
    /// <summary>Something is no longer what it was set to, or a run was interrupted.</summary>
    Drifted,

    /// <summary>The machine, or something on it, could not be asked.</summary>
    NotChecked,

    /// <summary>Stratus has noted nothing there.</summary>
    NotPrepared,

    /// <summary>Everything that was noted is as it was set.</summary>
    Matches,
}

/// <summary>What was found on one machine.</summary>
internal sealed record DriftReport
{
    /// <summary>How it was reached.</summary>
    public required HostContact Contact { get; init; }

    /// <summary>The steps of Stratus that left a note there.</summary>
    public ImmutableArray<DriftClaim> Claims { get; init; } = [];

    /// <summary>Everything that was compared, worst first.</summary>
    public ImmutableArray<DriftFinding> Findings { get; init; } = [];

    /// <summary>What it comes to. Drift is certain, whatever else could not be asked.</summary>
    public DriftVerdict Verdict =>
        Findings.Any(finding => finding.Status == DriftStatus.Drift) ? DriftVerdict.Drifted
        : Contact.Error is not null || Findings.Any(finding => finding.Status == DriftStatus.Unchecked) ? DriftVerdict.NotChecked
        : Claims.IsEmpty ? DriftVerdict.NotPrepared
        : DriftVerdict.Matches;

    /// <summary>Asks a machine. Whatever keeps it from answering stands in the report.</summary>
    public static async Task<DriftReport> AskAsync(HostQuestion question, CancellationToken cancellation)
    {
        var answer = await question.AskAsync(cancellation);
        return answer.Contact.Error is not null ? new() { Contact = answer.Contact }
            : Parse(answer.Output, answer.Contact) ?? new() { Contact = answer.Unread };
    }

    /// <summary>Reads what <c>core/Hosts/drift.sh report</c> printed; null where the text is no report.</summary>
    public static DriftReport? Parse(string text, HostContact contact)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject report && report["schemaVersion"]?.GetValue<int>() == 1 ? new()
            {
                Contact = contact,
                Claims = [.. report["claims"]!.AsArray().Select(claim => new DriftClaim(Text(claim!, "name"), Text(claim!, "state")))],
                Findings = [.. report["findings"]!.AsArray().Select(finding => Read(finding!)).OrderBy(finding => finding.Status)],
            } : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static DriftFinding Read(JsonNode finding) => new(
        Enum.Parse<DriftStatus>(Text(finding, "status"), ignoreCase: true), Text(finding, "claim"), Text(finding, "kind"), Text(finding, "name"),
        Text(finding, "change"), Text(finding, "set"), Text(finding, "now"), Text(finding, "why"), Text(finding, "fix"));

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
