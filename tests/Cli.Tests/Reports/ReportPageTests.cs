using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Stratus.Cli.Reports;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Reports;

public sealed class ReportPageTests
{
    private static readonly ProofRun Healthy = ProofRuns.Healthy(9, nodes: 2, runtimes: 4, starts: 20);

    private static readonly ProofRun[] Earlier = [.. Enumerable.Range(1, 6).Select(seed => ProofRuns.Healthy(seed, 2, 4, 20))];

    private static readonly string[] Known =
    [
        "html", "head", "meta", "title", "style", "body", "header", "main", "section", "div", "span", "p", "h1", "h2", "h3", "strong", "code", "ul", "li",
        "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "details", "summary",
        "svg", "g", "polyline", "polygon", "ellipse", "rect", "line", "text",
    ];

    [Fact]
    public void The_verdict_stands_first_then_proof_and_control_then_what_is_not_proven_then_evidence()
    {
        var body = Parse(Page(Healthy.Changed("surface.token", one => one with { Seen = Seen.Open }), Earlier)).Element("body")!;

        body.Element("header")!.Value.ShouldStartWith("Isolation of stack prodbrokenSeen not to hold: identity and surface.");
        body.Element("header")!.Value.ShouldContain("Signature good, by key");
        body.Descendants("h2").Select(heading => heading.Value).ShouldBe(
        [
            "What does not hold", "What was tested, and by which control", "Egress, at a glance", "Cold start", "Against earlier runs",
            "What was not proven", "The run", "Evidence",
        ]);
        body.Value.ShouldContain("a pod with a token was seen to have one");
    }

    [Fact]
    public void It_loads_nothing_runs_nothing_and_its_policy_allows_its_own_style_alone()
    {
        var page = Parse(Page(Healthy, Earlier));

        page.Descendants().Select(element => element.Name.LocalName).Except(Known).ShouldBeEmpty();
        var attributes = page.Descendants().Attributes().Select(attribute => attribute.Name.LocalName).Distinct().ToArray();
        attributes.ShouldNotContain(name => name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        attributes.Intersect(["href", "src", "style", "srcset", "action", "data", "xlink:href"]).ShouldBeEmpty();
        var style = page.Descendants("style").Single().Value;
        style.ShouldNotContain("url(");
        style.ShouldNotContain("@import");
        var policy = page.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy");
        ((string)policy.Attribute("content")!).ShouldBe(
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'");
    }

    [Fact]
    public void A_browser_reads_the_style_as_it_was_hashed()
    {
        var html = Page(Healthy);

        var style = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        style.ShouldBe(Parse(html).Descendants("style").Single().Value);
        html.ShouldStartWith("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" /><meta http-equiv=\"Content-Security-Policy\"");
    }

    [Fact]
    public void Hostile_text_in_every_field_stays_text()
    {
        var bad = HostileRun.Of(Healthy).Changed(Checks.EgressDenied, one => one with { Seen = Seen.Open });
        var html = Page(bad, [.. Earlier.Select(HostileRun.Of)]);

        var page = Parse(html);
        page.Descendants().Select(element => element.Name.LocalName).Except(Known).ShouldBeEmpty();
        page.Descendants().Attributes().Where(attribute => attribute.Value.Contains("script") && attribute.Name != "aria-label").ShouldBeEmpty();
        page.Element("body")!.Value.ShouldContain("<script>alert(1)</script>");
        // As a browser reads it, not only as XML: no element is opened by text.
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<!--");
        html.Where(character => character != '\n' && (char.IsControl(character) || character is '\u202e' or '\ufffe')).ShouldBeEmpty();
    }

    [Fact]
    public void No_element_that_has_content_in_HTML_is_written_as_if_it_had_none()
    {
        foreach (var html in (string[])[Page(Healthy, Earlier), Page(Healthy with { Observations = [], ColdStarts = [], Versions = Healthy.Versions.Clear(), Nodes = [] })])
        {
            System.Text.RegularExpressions.Regex.Matches(html, "<([a-z0-9]+)[^<>]* />").Select(match => match.Groups[1].Value).Distinct()
                .Except(["meta", "polyline", "polygon", "ellipse", "rect", "line", "g"]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_grid_shows_every_target_in_every_place()
    {
        var bad = Healthy.Changed(Checks.EgressDenied, one => one with { Seen = Seen.Open }, "metadata-ipv6")
            .Changed(Checks.EgressDenied, one => one with { Control = null }, "dns-tcp");
        bad = bad with { Observations = [.. bad.Observations.Where(one => one.Target != "kubelet")] };

        var grids = Parse(Page(bad)).Descendants("table").Where(table => (string?)table.Attribute("class") == "matrix").ToArray();

        grids.Length.ShouldBe(4);
        Cells(grids[0], "metadata-ipv6").ShouldBe("✗✓✓✓");
        Cells(grids[0], "dns-tcp").ShouldBe("?✓✓✓");
        Cells(grids[0], "kubelet").ShouldBe("????");
        Cells(grids[0], "with the first packet").ShouldBe("✓✓✓✓");
        Cells(grids[1], "package-mirror").ShouldBe("✓✓✓✓");
    }

    [Fact]
    public void Each_RuntimeClass_has_its_curve_and_its_history_each_with_words_for_who_cannot_see_it()
    {
        var plots = Parse(Page(Healthy, Earlier)).Descendants("svg").ToArray();

        plots.Length.ShouldBe(8);
        plots.ShouldAllBe(plot => ((string?)plot.Attribute("aria-label"))!.Length > 20 && plot.Attribute("width") == null);
        plots.Descendants("text").ShouldNotBeEmpty();
        plots.Descendants().Attributes("class").Select(one => one.Value).ShouldContain("s-series");
    }

    [Fact]
    public void A_curve_rises_a_step_at_each_start_and_a_budget_stands_where_it_is()
    {
        // 100, 200, … 2,000 ms; of the budgets one is met by the fifteenth start, one lies beyond what is drawn.
        var run = Healthy with
        {
            Scope = Healthy.Scope with { Budgets = [new("kata-fc", ProofRuns.OneByOne, 50, Ms(1500)), new("kata-fc", ProofRuns.OneByOne, 95, Ms(9000))] },
            ColdStarts = [.. Enumerable.Range(1, 20).Select(number => Start(100 * number))],
        };

        var plot = Parse(Page(run)).Descendants("svg").ShouldHaveSingleItem();

        // Drawn as pieces, level and upright.
        var pieces = plot.Descendants("polyline").Where(line => (string?)line.Attribute("class") == "s-series").Select(Points).ToArray();
        var rises = pieces.Where(piece => piece[0].X == piece[1].X).OrderBy(piece => piece[0].X).ToArray();
        rises.Length.ShouldBe(20);
        // Each as far from the one before as the first from the axis, and as high.
        var start = pieces.MinBy(piece => piece[0].X)![0];
        var (width, height) = (rises[0][0].X - start.X, rises[0][0].Y - rises[0][1].Y);
        height.ShouldBeGreaterThan(1);
        foreach (var (number, rise) in rises.Index())
        {
            rise[0].ShouldBe((start.X + width * (number + 1), start.Y - height * number), Near);
            rise[1].ShouldBe((start.X + width * (number + 1), start.Y - height * (number + 1)), Near);
        }
        var limit = plot.Descendants().Single(line => (string?)line.Attribute("class") == "s-limit");
        Points(limit).ShouldAllBe(point => Math.Abs(point.X - rises[14][0].X) < 0.1);
        plot.Descendants("text").Where(text => (string?)text.Attribute("class") == "f-limit").Select(text => text.Value).ShouldBe(["p50"]);
    }

    [Fact]
    public void History_has_a_point_a_run_in_their_order_the_slower_higher()
    {
        ProofRun[] earlier = [.. Enumerable.Range(1, 3).Select(day => Run(day, 100 * day))];

        var plots = Parse(Page(Run(4, 400), earlier)).Descendants("svg").ToArray();

        plots.Length.ShouldBe(2);
        foreach (var name in (string[])["s-series", "s-second"])
        {
            var points = Points(plots[1].Descendants("polyline").Single(line => (string?)line.Attribute("class") == name));
            points.Length.ShouldBe(4);
            for (var number = 2; number < 4; number++)
            {
                (points[number].X - points[number - 1].X).ShouldBe(points[1].X - points[0].X, 0.1);
                (points[number - 1].Y - points[number].Y).ShouldBe(points[0].Y - points[1].Y, 0.1);
            }
            points[0].Y.ShouldBeGreaterThan(points[1].Y);
        }

        static ProofRun Run(int day, int milliseconds) => Healthy with
        {
            Id = $"day{day}",
            Started = ProofRuns.Started.AddDays(day),
            Finished = ProofRuns.Started.AddDays(day).AddMinutes(3),
            ColdStarts = [.. Enumerable.Range(1, 20).Select(_ => Start(milliseconds))],
        };
    }

    private static ColdStart Start(int milliseconds) => new()
    {
        Place = new("node1", "kata-fc", LaunchPath.Pod),
        Condition = ProofRuns.OneByOne,
        Pod = "",
        Requested = Healthy.Started,
        FirstInstruction = Ms(milliseconds),
    };

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static readonly IEqualityComparer<(double X, double Y)> Near =
        EqualityComparer<(double X, double Y)>.Create((one, other) => Math.Abs(one.X - other.X) < 0.1 && Math.Abs(one.Y - other.Y) < 0.1);

    // As SVG has them: of a polyline "x,y x,y …", of a line its two ends.
    private static (double X, double Y)[] Points(XElement line) => line.Name.LocalName == "line"
        ? [(Number(line, "x1"), Number(line, "y1")), (Number(line, "x2"), Number(line, "y2"))]
        : [.. ((string)line.Attribute("points")!).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point => point.Split(','))
            .Select(point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture)))];

    private static double Number(XElement line, string name) => double.Parse((string)line.Attribute(name)!, CultureInfo.InvariantCulture);

    [Fact]
    public void What_was_never_proven_is_said()
    {
        var text = Parse(Page(Healthy)).Element("body")!.Value;

        text.ShouldContain("Egress to internet-sctp, said not to exist here: the nodes' kernel has no SCTP");
        text.ShouldContain("Sandboxes launched as warm pool: the stack does not declare that launch path");
        text.ShouldContain("there was no earlier report to compare with");
        text.ShouldContain("a node whose root is hostile can show a probe what it likes");
    }

    [Fact]
    public void A_percentile_without_enough_starts_is_not_shown_as_one() =>
        Parse(Page(Healthy)).Value.ShouldContain($"needs {Percentiles.Needed(99)}");

    private static string Cells(XElement grid, string target) =>
        string.Concat(grid.Descendants("tr").Single(row => row.Elements("th").First().Value == target).Elements("td").Select(cell => cell.Value));

    private static string Page(ProofRun run, params ProofRun[] earlier)
    {
        using var stream = new MemoryStream();
        ReportViews.Html(SignedFiles.Verified(run, earlier), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XElement Parse(string html) => XElement.Parse(html[html.IndexOf('\n', StringComparison.Ordinal)..], LoadOptions.PreserveWhitespace);
}
