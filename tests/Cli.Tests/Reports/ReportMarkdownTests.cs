using System.Text.RegularExpressions;
using Stratus.Cli.Reports;
using Stratus.Core.Proof;
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
