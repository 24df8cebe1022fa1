using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Spectre.Console.Testing;
using Stratus.Cli.Diffs;
using Stratus.Cli.Plans;
using Stratus.Cli.Tests.Plans;

namespace Stratus.Cli.Tests.Diffs;

public sealed class DiffViewsTests
{
    private const string Attack = "`x` ``` @octocat <img src=x onerror=y> | a | b |\n```\n# heading\n</details>@everyone <!-- ~~~ $(id) [l](javascript:1)";

    private static readonly JsonSchemaCheck Schema = JsonSchemaCheck.Load(RepositoryFiles.Path("docs/diff.schema.json"));

    [Fact]
    public void A_terminal_shows_security_first_and_replacements_loudly()
    {
        var text = Terminal(Sample());

        text.ShouldContain("\nSecurity first\n  ~  update kubernetes:cilium.io/v2:CiliumNetworkPolicy egress  [network policy]\n"
            + "       ~ spec.egress[0].toCIDR[0]: 10.0.0.0/8 => 0.0.0.0/0\n");
        text.ShouldContain("           -apply() { echo hi; }\n           +apply() { echo ho; }\n");
        text.ShouldContain("FORCES REPLACEMENT: an object's name and namespace are its identity");
        text.ShouldContain("+ 0 to create, ~ 2 to update, +- 1 to replace, - 0 to delete; 2 touching security\n");
        text.ShouldNotContain('\u001b');
    }

    [Fact]
    public void The_same_change_on_a_thousand_hosts_is_shown_once()
    {
        var plan = SamplePlans.Hosts(1000);
        var head = plan with
        {
            Resources = [.. plan.Resources.Select(resource => resource.Name.EndsWith("-k3s", StringComparison.Ordinal)
                ? resource with { Inputs = SamplePlans.Command(SamplePlans.K3sScript.Replace("echo hi", "echo ho", StringComparison.Ordinal)) }
                : resource)],
        };

        var diff = PlanDiff.Compare(plan, head);

        Terminal(diff).ShouldContain("and 999 more like this: host-0002-k3s, host-0003-k3s");
        DiffMarkdown.Write(diff).Length.ShouldBeLessThan(2000);
    }

    [Fact]
    public void No_change_is_said_in_every_view()
    {
        var diff = PlanDiff.Compare(SamplePlans.Platform(), SamplePlans.Platform());

        Terminal(diff).ShouldContain("No changes.");
        DiffMarkdown.Write(diff).ShouldContain("No changes: + 0 to create");
        Json(diff)["changes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void Json_fits_its_schema_and_the_schema_refuses_what_is_odd()
    {
        foreach (var diff in new[] { Sample(), PlanDiff.Compare(PlanJson.Empty, SamplePlans.Platform()), PlanDiff.Compare(SamplePlans.Platform(), PlanJson.Empty) })
        {
            Schema.Check(Json(diff)).ShouldBeEmpty();
        }

        foreach (var key in Json(Sample()).Select(property => property.Key))
        {
            var json = Json(Sample());
            json.Remove(key);
            Schema.Check(json).ShouldNotBeEmpty();
        }

        var odd = Json(Sample());
        odd["changes"]![0]!["kind"] = "exploded";
        Schema.Check(odd).ShouldNotBeEmpty();
    }

    [Fact]
    public void Json_is_the_same_bytes_twice() => Json(Sample()).ToJsonString().ShouldBe(Json(Sample()).ToJsonString());

    [Fact]
    public void Markdown_shows_security_first_then_the_rest()
    {
        var markdown = DiffMarkdown.Write(Sample());

        markdown.ShouldStartWith("## Stack `dev`\n\n**+ 0 to create, ~ 2 to update, +- 1 to replace, - 0 to delete; 2 touching security.**\n");
        markdown.ShouldContain("\n```diff\n@@ -1,5 +1,5 @@\n");
        markdown.IndexOf("### Security first", StringComparison.Ordinal).ShouldBeLessThan(markdown.IndexOf("### Replacements", StringComparison.Ordinal));
        markdown.ShouldContain("- **REPLACE** `kubernetes:core/v1:Namespace` `sandboxes`\n");
    }

    [Fact]
    public void Foreign_text_ends_nothing_and_mentions_nobody()
    {
        var old = SamplePlans.Of(SamplePlans.Resource("command:remote:Command", Attack, """{"stdin":"a\nb\n","x":1}"""));
        var now = SamplePlans.Replace(old, Attack, resource => resource with
        {
            Inputs = new JsonObject { ["stdin"] = Attack + "\n````\n@all\n", ["x"] = Attack, [Attack] = new JsonObject { [Attack] = Attack } },
        });
        now = now with { Warnings = [Attack], Stack = Attack };

        Outside(DiffMarkdown.Write(PlanDiff.Compare(old, now))).ShouldNotContain("octocat");
        Outside(DiffMarkdown.Write(PlanDiff.Compare(old, now))).ShouldNotContain("<");
        Outside(DiffMarkdown.Write(PlanDiff.Compare(PlanJson.Empty, now))).ShouldNotContain("octocat");
        DiffMarkdown.Write(PlanDiff.Compare(old, now)).ShouldNotContain("@octocat");
        DiffMarkdown.Write(PlanDiff.Compare(old, now)).ShouldNotContain("@all");
    }

    [Property(Arbitrary = [typeof(JsonValues)], MaxTest = 60)]
    public void Whatever_the_plan_holds_the_markdown_fits_and_states_the_totals(JsonObject inputs, int extra, byte count)
    {
        var limit = DiffMarkdown.SmallestLimit + (int)((uint)extra % 3000);
        var head = SamplePlans.Of([.. Enumerable.Range(0, count % 40).Select(number =>
            SamplePlans.Resource($"kubernetes:core/v1:{(number % 2 == 0 ? "ResourceQuota" : "Pod")}", $"{Attack}{number}") with { Inputs = inputs })]);

        foreach (var diff in new[] { PlanDiff.Compare(SamplePlans.Of(), head), PlanDiff.Compare(head with { Stack = Attack }, SamplePlans.Of()) })
        {
            var markdown = DiffMarkdown.Write(diff, limit);

            markdown.Length.ShouldBeLessThanOrEqualTo(limit);
            markdown.ShouldContain(DiffWords.Totals(diff));
            Outside(markdown).ShouldNotContain("octocat");
        }
    }

    [Fact]
    public void What_was_cut_is_counted()
    {
        var head = SamplePlans.Of([.. Enumerable.Range(0, 300).Select(number => SamplePlans.Resource("a:b:C", $"n{number}", $$"""{"a":{{number}}}"""))]);
        var old = SamplePlans.Of([.. head.Resources.Skip(1).Select(resource => resource with { Inputs = SamplePlans.Json("{\"a\":-1}") })]);

        var markdown = DiffMarkdown.Write(PlanDiff.Compare(old, head), 1000);

        var shown = markdown.Split('\n').Count(line => line.StartsWith("- update", StringComparison.Ordinal));
        markdown.ShouldContain($"**{300 - shown} more not shown here**");
    }

    [Fact]
    public void A_limit_that_cannot_hold_the_totals_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => DiffMarkdown.Write(Sample(), 499));

    private static PlanDiff Sample()
    {
        var plan = SamplePlans.Platform();
        var head = SamplePlans.Replace(plan, "egress", resource => Edit(resource, inputs => inputs["spec"]!["egress"]![0]!["toCIDR"]![0] = "0.0.0.0/0"));
        head = SamplePlans.Replace(head, "a-k3s", resource => Edit(resource, inputs =>
            inputs["stdin"] = SamplePlans.K3sScript.Replace("echo hi", "echo ho", StringComparison.Ordinal)));
        head = SamplePlans.Replace(head, "sandboxes", resource => Edit(resource, inputs => inputs["metadata"]!["name"] = "sandboxes2"));
        return PlanDiff.Compare(plan, head);
    }

    private static PlanResource Edit(PlanResource resource, Action<JsonObject> edit)
    {
        var inputs = resource.Inputs.DeepClone().AsObject();
        edit(inputs);
        return resource with { Inputs = inputs };
    }

    /// <summary>What of a Markdown text is in no block of code and in no code span, by CommonMark's rules for both.</summary>
    private static string Outside(string markdown)
    {
        var outside = new StringBuilder();
        var fence = "";
        foreach (var line in markdown.Split('\n'))
        {
            var ticks = new string('`', line.TakeWhile(character => character == '`').Count());
            if (fence.Length > 0)
            {
                if (ticks.Length >= fence.Length && line.Trim('`').Length == 0) fence = "";
            }
            else if (ticks.Length >= 3 && !line[ticks.Length..].Contains('`')) fence = ticks;
            else outside.Append(OutsideSpans(line)).Append('\n');
        }

        fence.ShouldBeEmpty();
        return outside.ToString();
    }

    private static string OutsideSpans(string line)
    {
        var outside = new StringBuilder();
        for (var at = 0; at < line.Length;)
        {
            var ticks = Run(line, at);
            var close = ticks == 0 ? -1 : Close(line, at + ticks, ticks);
            if (close < 0)
            {
                outside.Append(line, at, Math.Max(1, ticks));
                at += Math.Max(1, ticks);
            }
            else at = close + ticks;
        }

        return outside.ToString();
    }

    private static int Close(string line, int from, int ticks)
    {
        for (var at = from; at < line.Length; at += Math.Max(1, Run(line, at)))
        {
            if (Run(line, at) == ticks) return at;
        }

        return -1;
    }

    private static int Run(string line, int at) => line.Skip(at).TakeWhile(character => character == '`').Count();

    private static string Terminal(PlanDiff diff)
    {
        var console = new TestConsole();
        DiffTerminal.Write(diff, console);
        return console.Output;
    }

    private static JsonObject Json(PlanDiff diff)
    {
        using var stream = new MemoryStream();
        DiffJson.Write(diff, stream);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }
}
