using Stratus.Core.Proof;

namespace Stratus.Cli.Reports;

/// <summary>What a report does not say, whatever its verdict. Every view says it.</summary>
internal static class Unproven
{
    private static readonly string[] Always =
    [
        "That nobody escapes by a flaw of the hypervisor, of gVisor or of the processor, or listens in through shared caches: nothing of the kind was tried.",
        "That the nodes are honest: a node whose root is hostile can show a probe what it likes.",
        "What holds between two runs, or on nodes, RuntimeClasses and policies that came later.",
        "That signature and key say more than who vouches: whoever holds the private key can sign anything.",
    ];

    /// <summary>One line each: first what is missing in this run, then what no run shows.</summary>
    public static IEnumerable<string> Of(VerifiedReport report)
    {
        var scope = report.Run.Scope;
        var asked = report.Verdict.Properties.SelectMany(property => property.Checks).Select(check => check.Check).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. scope.Absent.Select(absent => $"Egress to {ReportWords.Of(absent.Kind)}, said not to exist here: {absent.Reason}"),
            .. Checks.All.Where(check => !asked.Contains(check.Id))
                .Select(check => $"{check.Claim} ({check.Id}): nothing that the stack declares is asked this"),
            .. Enum.GetValues<LaunchPath>().Except(scope.LaunchPaths)
                .Select(path => $"Sandboxes launched as {Place.Name(path)}: the stack does not declare that launch path"),
            .. scope.LaunchPaths.Contains(LaunchPath.WarmPool)
                ? ["That limits hold in sandboxes of a warm pool: they were tried in those of the other launch paths."]
                : Array.Empty<string>(),
            .. report.History.Earlier.IsEmpty ? ["Whether cold starts became slower: there was no earlier report to compare with"] : Array.Empty<string>(),
            .. Always,
        ];
    }
}
