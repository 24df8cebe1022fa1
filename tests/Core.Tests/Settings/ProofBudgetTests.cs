using System.Text.Json.Nodes;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

/// <summary>What a stack may say of how long cold starts may take; an agent runs the sandboxes of prod's file, ten of them at most.</summary>
public class ProofBudgetTests
{
    private static readonly string Image = "registry.example.com/runtime@sha256:" + new string('0', 64);

    [Fact]
    public void Left_out_the_plan_has_what_it_always_had()
    {
        var plan = Plan(Parse("[]"));

        plan.Budgets.ShouldBe(((string[])["kata-fc", "kata-clh", "kata-qemu"]).Select(name => new Budget(name, new(1, true), 95, TimeSpan.FromSeconds(3))));
        (plan.Concurrency, plan.AbsentImages.Length).ShouldBe((4, 0));
        StackFile.Dev().With("proof.budgets", "[]").With("proof.absentImages", "[]").Parse().Settings!.Proof.ShouldBe(ProofSettings.Default);
    }

    [Fact]
    public void Every_percentile_concurrency_and_absence_of_the_image_reaches_the_plan_and_one_takes_the_place_of_budgetMs()
    {
        var result = StackFile.Prod().With("proof.budgetMs", "2500").With("proof.samples", "100").With("proof.absentImages", Images(6)).With("proof.budgets", """
            [{ "runtimeClass": "kata-fc", "limitMs": 900 }, { "runtimeClass": "kata-fc", "percentile": "p50", "limitMs": 700 },
             { "runtimeClass": "kata-fc", "percentile": "p99", "concurrency": 8, "limitMs": 4000 }, { "runtimeClass": "kata-qemu", "percentile": "max", "image": "absent", "limitMs": 9000 }]
            """).Parse();

        result.ErrorText.ShouldBe("");
        var plan = Plan(result);
        plan.Budgets.ShouldBe(
        [
            new("kata-fc", new(1, true), 95, Ms(900)), new("kata-clh", new(1, true), 95, Ms(2500)), new("kata-qemu", new(1, true), 95, Ms(2500)),
            new("kata-fc", new(1, true), 50, Ms(700)), new("kata-fc", new(8, true), 99, Ms(4000)), new("kata-qemu", new(1, false), 100, Ms(9000)),
        ]);
        (plan.Concurrency, plan.AbsentImages.Length, plan.Samples).ShouldBe((8, 6, 100));
        result.Warnings.ShouldHaveSingleItem().Name.ShouldBe("absent-once");
    }

    public static TheoryData<string, string, string> Mistakes => new(
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1 }]""", "", ""), ("""[{ "runtimeClass": "kata-qemu", "limitMs": 600000 }]""", "", ""),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 0 }]""", "proof.budgets[0].limitMs", "the number 0"),
        ("""[{ "runtimeClass": "kata-qemu" }]""", "proof.budgets[0].limitMs", "nothing"),
        ("""[{ "limitMs": 1 }]""", "proof.budgets[0].runtimeClass", "nothing"),
        ("""[{ "runtimeClass": "kata-quemu", "limitMs": 1 }]""", "proof.budgets[0].runtimeClass", "'kata-quemu'"),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "percentil": "p50" }]""", "proof.budgets[0].percentil", "an unknown setting"),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "percentile": "p50" }]""", "", ""), ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "percentile": "max" }]""", "", ""),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "percentile": "p90" }]""", "proof.budgets[0].percentile", "'p90'"),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "percentile": "p99" }]""", "proof.budgets[0].percentile", "a percentile of 100 starts, and 20 are timed"),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "concurrency": 9 }]""", "", ""),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "concurrency": 0 }]""", "proof.budgets[0].concurrency", "the number 0"),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "concurrency": 33 }]""", "proof.budgets[0].concurrency", "the number 33"),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "concurrency": 10 }]""", "proof.budgets[0].concurrency", "10, and the quota leaves 9 to each host"),
        ("""[{ "runtimeClass": "kata-fc", "limitMs": 1, "concurrency": 9 }, { "runtimeClass": "kata-qemu", "limitMs": 1, "concurrency": 9 }]""", "", ""),
        ("""[{ "runtimeClass": "kata-fc", "limitMs": 1, "concurrency": 4 }, { "runtimeClass": "kata-qemu", "limitMs": 1, "concurrency": 9 }]""", "proof.budgets[1].concurrency", "9, and proof.budgets[0] has 4"),
        ("""[{ "runtimeClass": "kata-fc", "limitMs": 1 }, { "runtimeClass": "kata-fc", "percentile": "p95", "limitMs": 2 }]""", "proof.budgets[1]", "what proof.budgets[0] is for again"),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "image": "gone" }]""", "proof.budgets[0].image", "'gone'"),
        ("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "image": "absent" }]""", "proof.budgets[0].image", "absent, with images for 0 starts of 20"),
        ("""["p95"]""", "proof.budgets[0]", "'p95'"));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_budget_is_taken_or_refused_with_its_place(string budgets, string path, string found)
    {
        var result = Parse(budgets);
        if (path.Length == 0)
        {
            result.ErrorText.ShouldBe("");
            return;
        }

        var error = result.Errors.ShouldHaveSingleItem();
        (error.Path, error.Found).ShouldBe((path, found));
        error.Allowed.ShouldNotBeEmpty();
        error.Example.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_was_probably_meant_is_said()
    {
        Parse("""[{ "runtimeClass": "kata-quemu", "limitMs": 1 }]""").Errors.Single().Fix.ShouldBe("did you mean kata-qemu?");
        Parse("""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "percentil": "p50" }]""").Errors.Single().Fix.ShouldBe("did you mean percentile?");
    }

    [Fact]
    public void A_RuntimeClass_that_the_stack_does_not_install_has_no_budget() =>
        StackFile.Dev().With("proof.budgets", """[{ "runtimeClass": "kata-clh", "limitMs": 1 }]""").Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("proof.budgets[0].runtimeClass");

    // Of three RuntimeClasses on two launch paths each gets two of six images on the one host.
    [Theory]
    [InlineData("max", 1, 4, "absent, with images for 0 starts of 1")]
    [InlineData("max", 1, 5, "")]
    [InlineData("p50", 1, 5, "absent, with images for 1 starts of 2")]
    [InlineData("p50", 1, 6, "")]
    [InlineData("p95", 1, 59, "absent, with images for 19 starts of 20")]
    [InlineData("p95", 1, 60, "")]
    [InlineData("max", 2, 6, "absent, several at once")]
    public void A_budget_for_an_absent_image_takes_as_many_images_as_its_percentile_takes_starts(string percentile, int concurrency, int images, string found)
    {
        var result = StackFile.Prod().With("proof.absentImages", Images(images))
            .With("proof.budgets", $$"""[{ "runtimeClass": "kata-qemu", "limitMs": 1, "image": "absent", "percentile": "{{percentile}}", "concurrency": {{concurrency}} }]""").Parse();

        if (found.Length == 0) result.ErrorText.ShouldBe("");
        else result.Errors.ShouldHaveSingleItem().Found.ShouldBe(found);
    }

    [Theory]
    [InlineData("registry.example.com/runtime@sha256:DIGEST", true)]
    [InlineData("registry.example.com:5000/team/runtime:10.0@sha256:DIGEST", true)]
    [InlineData("registry.example.com/runtime:10.0", false)]
    [InlineData("registry.example.com/runtime", false)]
    [InlineData("registry.example.com/runtime@sha256:abc", false)]
    [InlineData("runtime @sha256:DIGEST", false)]
    [InlineData("", false)]
    public void An_image_that_is_pulled_is_pinned_by_its_digest(string image, bool good)
    {
        var result = StackFile.Prod().With("proof.absentImages", $"[\"{image.Replace("DIGEST", new string('a', 64), StringComparison.Ordinal)}\"]").Parse();

        if (good) result.ErrorText.ShouldBe("");
        else result.Errors.ShouldHaveSingleItem().Path.ShouldBe("proof.absentImages[0]");
    }

    [Fact]
    public void An_image_is_absent_once() =>
        StackFile.Prod().With("proof.absentImages", $"""["{Image}", "{Image}"]""").Parse().Errors.ShouldHaveSingleItem().Path.ShouldBe("proof.absentImages");

    private static SettingsResult Parse(string budgets) => StackFile.Prod().With("proof.budgets", budgets).Parse();

    private static string Images(int count) => new JsonArray([.. Enumerable.Range(0, count).Select(number => (JsonNode)$"{Image[..^3]}{number:000}")]).ToJsonString();

    private static SmokePlan Plan(SettingsResult result) => StackPlan.Of(result.Settings!, "test", "registry.example/runtime@sha256:0", new('0', 64));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
