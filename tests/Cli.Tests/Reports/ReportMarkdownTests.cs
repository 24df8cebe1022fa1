using System.Text.RegularExpressions;
using Stratus.Cli.Reports;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Reports;

public sealed partial class ReportMarkdownTests
{
    private static readonly ProofRun Healthy = ProofRuns.Healthy(9, nodes: 2, runtimes: 4, starts: 20);

    [Fact]
    public void It_says_verdict_findings_history_and_what_is_not_proven()
    {
        var text = Write(Healthy.Changed("surface.token", one => one with { Seen = Seen.Open }));

        text.ShouldStartWith("## Isolation of stack `prod`: broken\n\n**Seen not to hold: identity and surface.** 2 nodes × 4 RuntimeClasses × 2 launch paths");
        text.ShouldContain("| identity and surface | **broken** | 127 held, 1 did not |");
        text.ShouldContain("  - where: `node1 × kata-fc × job`\n");
        text.ShouldContain("### Earlier runs\n\nNo earlier report");
        text.ShouldContain("### Not proven\n\n- `Egress to internet-sctp");
    }

    [Fact]
    public void Where_everything_holds_there_are_no_findings() => Write(Healthy).ShouldNotContain("What does not hold");

    [Fact]
    public void Each_RuntimeClass_has_its_percentiles_budgets_and_verdict_a_row_a_condition()
    {
        Budget[] budgets =
        [
            new("kata-fc", ProofRuns.OneByOne, 50, Ms(1000)), new("kata-fc", ProofRuns.OneByOne, 95, Ms(1900)),
            new("kata-fc", new(10, true), 100, Ms(250)), new("kata-fc", new(1, false), 100, Ms(5000)), new("gvisor", ProofRuns.OneByOne, 99, Ms(900)),
        ];
        // 100, 200, … 2,000 ms one after another, a quick one beside others; the rest of them was not timed.
        ColdStart[] starts = [.. Enumerable.Range(1, 20).Select(number => Start("kata-fc", ProofRuns.OneByOne, 100 * number)), Start("kata-fc", new(10, true), 240), Start("gvisor", ProofRuns.OneByOne, 7)];

        var text = Write(Healthy with { Scope = Healthy.Scope with { Budgets = [.. budgets] }, ColdStarts = [.. starts] });

        text.ShouldContain("""
            ### Cold starts

            | RuntimeClass | condition | starts | p50 | p95 | p99 | slowest | budget | verdict |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | `kata-fc` | 10 at once, image present | 1 | needs 2 | needs 20 | needs 100 | 240 ms | slowest ≤ 250 ms | holds |
            | `kata-fc` | one after another, image absent | 0 | needs 2 | needs 20 | needs 100 | needs 1 | slowest ≤ 5,000 ms | inconclusive |
            | `kata-fc` | one after another, image present | 20 | 1,000 ms | 1,900 ms | needs 100 | 2,000 ms | p50 ≤ 1,000 ms, p95 ≤ 1,900 ms | holds |
            | `gvisor` | one after another, image present | 1 | needs 2 | needs 20 | needs 100 | 7 ms | p99 ≤ 900 ms | inconclusive |

            """);
        Write(Healthy with { Scope = Healthy.Scope with { Budgets = [budgets[1] with { Limit = Ms(1899) }] }, ColdStarts = [.. starts] })
            .ShouldContain("2,000 ms | p95 ≤ 1,899 ms | broken |\n");
        Write(Healthy with { Scope = Healthy.Scope with { Budgets = [] }, ColdStarts = [] }).ShouldContain("### Cold starts\n\nNo start could be judged");
    }

    private static ColdStart Start(string runtime, Condition condition, int milliseconds) => new()
    {
        Place = new("node1", runtime, LaunchPath.Pod),
        Condition = condition,
        Pod = "",
        Requested = Healthy.Started,
        FirstInstruction = Ms(milliseconds),
    };

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    [Fact]
    public void Hostile_text_in_every_field_stays_inside_code()
    {
        var plain = CodeSpan().Replace(Write(HostileRun.Of(Healthy).Changed(Checks.EgressDenied, one => one with { Seen = Seen.Open })), "");

        foreach (var word in (string[])["script", "img", "evil", "someone", "\u001b", "\u202e", "<", "**x**"]) plain.ShouldNotContain(word);
    }

    [Fact]
    public void A_run_in_which_everything_is_different_still_fits_a_comment()
    {
        // A reason of its own for each of hundreds of observations.
        var run = HostileRun.Of(Healthy);
        run = run with
        {
            Observations = [.. run.Observations.Select((one, index) => one with { Seen = Seen.Open, Evidence = one.Evidence with { What = $"{index} {new string('x', 5000)}" } })],
        };

        var text = Write(run);

        text.Length.ShouldBeLessThan(65_000);
        text.ShouldContain("more not shown here");
    }

    private static string Write(ProofRun run) => ReportMarkdown.Write(SignedFiles.Verified(run));

    // A run of backticks, and everything up to the next run of as many.
    [GeneratedRegex("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)", RegexOptions.Singleline)]
    private static partial Regex CodeSpan();
}
