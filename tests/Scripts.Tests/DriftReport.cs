using System.Text.Json;

namespace Stratus.Scripts.Tests;

/// <summary>What <c>core/Hosts/drift.sh report</c> says of a world.</summary>
internal sealed record DriftReport(IReadOnlyList<string> Claims, IReadOnlyList<DriftReport.Finding> Findings)
{
    public sealed record Finding(string Status, string Claim, string Kind, string Name, string Change, string Set, string Now, string Why, string Fix)
    {
        /// <summary>The part that never changes: <c>preparation sysctl kernel.panic value</c>.</summary>
        public string Id => $"{Claim} {Kind} {Name} {Change}";
    }

    public IReadOnlyList<Finding> Drift => [.. Findings.Where(finding => finding.Status == "drift")];

    public bool Matches => Findings.All(finding => finding.Status is "ok" or "unrecorded");

    public static DriftReport Of(World world)
    {
        var run = world.Run(Specimen.Drift, "report");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
        return Parse(run.Output);
    }

    public static DriftReport Parse(string output)
    {
        output.TrimEnd('\n').ShouldNotContain('\n');
        var report = JsonDocument.Parse(output).RootElement;
        report.GetProperty("schemaVersion").GetInt32().ShouldBe(1);
        return new(
            [.. report.GetProperty("claims").EnumerateArray().Select(claim => $"{claim.GetProperty("name")} {claim.GetProperty("state")}")],
            [.. report.GetProperty("findings").EnumerateArray().Select(Read)]);
    }

    private static Finding Read(JsonElement finding)
    {
        return new(Text("status"), Text("claim"), Text("kind"), Text("name"), Text("change"), Text("set"), Text("now"), Text("why"), Text("fix"));

        string Text(string name) => finding.GetProperty(name).GetString()!;
    }
}
