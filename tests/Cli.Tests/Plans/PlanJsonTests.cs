using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Tests.Plans;

public sealed class PlanJsonTests
{
    [Fact]
    public void A_plan_written_read_and_written_again_is_the_same_bytes()
    {
        var json = SamplePlans.Write(SamplePlans.Platform());

        SamplePlans.Write(SamplePlans.Read(json)).ShouldBe(json);
    }

    [Fact]
    public void The_order_in_which_resources_and_keys_arrive_changes_nothing()
    {
        var plan = SamplePlans.Platform();
        var shuffled = plan with
        {
            Resources = [.. plan.Resources.Reverse().Select(resource => resource with
            {
                Inputs = new JsonObject(resource.Inputs.Reverse().Select(item => KeyValuePair.Create(item.Key, item.Value?.DeepClone()))),
            })],
        };

        SamplePlans.Write(shuffled).ShouldBe(SamplePlans.Write(plan));
    }

    [Fact]
    public void The_file_ends_with_one_line_feed_and_holds_no_carriage_return()
    {
        var json = SamplePlans.Write(SamplePlans.Platform());

        json.ShouldEndWith("}\n");
        json.ShouldNotContain('\r');
        json.ShouldStartWith("{\n  \"schemaVersion\": 1,\n");
    }

    [Fact]
    public void A_whole_number_is_written_without_a_fraction()
    {
        var plan = SamplePlans.Of(SamplePlans.Resource("a:b:C", "x") with { Inputs = new JsonObject { ["n"] = 5.0, ["f"] = 0.5, ["e"] = 1e3 } });

        var json = SamplePlans.Write(plan);

        json.ShouldContain("\"n\": 5\n");
        json.ShouldContain("\"f\": 0.5,");
        json.ShouldContain("\"e\": 1000,");
    }

    [Fact]
    public void A_newer_version_is_refused_with_what_to_do()
    {
        var error = Should.Throw<PlanFormatException>(() => SamplePlans.Read("""{"schemaVersion":2}"""));

        error.Message.ShouldContain("found 2");
        error.Message.ShouldContain("newer stratus");
    }

    [Theory]
    [InlineData("", "the file: empty")]
    [InlineData("[]", "expected a JSON object")]
    [InlineData("{", "not JSON")]
    [InlineData("""{"schemaVersion":1,"schemaVersion":1}""", "not JSON")]
    [InlineData("{}", "schemaVersion: missing")]
    [InlineData("""{"schemaVersion":"1"}""", "schemaVersion: found the string '1'")]
    [InlineData("""{"schemaVersion":1}""", "resources: missing or null, expected a list")]
    [InlineData("""{"schemaVersion":1,"extra":0}""", "extra: not known here")]
    [InlineData("""{"schemaVersion":1,"resources":[7]}""", "resources[0]: found 7, expected an object")]
    [InlineData("""{"schemaVersion":1,"resources":[{"custom":"yes"}]}""", "resources[0].custom: found the string 'yes', expected true or false")]
    [InlineData("""{"schemaVersion":1,"resources":[{"parent":"x"}]}""", "resources[0].parent: no resource above it is called 'x'")]
    [InlineData("""{"schemaVersion":1,"outputs":{"a":{"$what":1}}}""", "outputs.a: found the marker")]
    [InlineData("""{"schemaVersion":1,"outputs":{"a":[{"$secret":1}]}}""", "outputs.a[0]: found the marker")]
    [InlineData("""{"schemaVersion":1,"outputs":{"a":"\ud800"}}""", "outputs.a: found half of a surrogate pair")]
    [InlineData("""{"schemaVersion":1,"outputs":{"a":1e999}}""", "outputs.a: found 1e999")]
    public void A_file_that_is_no_plan_is_refused_by_path(string json, string said)
    {
        Should.Throw<PlanFormatException>(() => SamplePlans.Read(json)).Message.ShouldContain(said);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        var error = Should.Throw<PlanFormatException>(() => SamplePlans.Read("""{"schemaVersion":1,"stack":3,"warnings":[4]}"""));

        error.Mistakes.Count.ShouldBe(5);
    }

    [Property(Arbitrary = [typeof(JsonValues)])]
    public void Whatever_a_resource_holds_comes_back(JsonObject inputs)
    {
        var plan = SamplePlans.Of(SamplePlans.Resource("a:b:C", "x") with { Inputs = inputs });

        var read = SamplePlans.Read(SamplePlans.Write(plan));

        JsonValues.Canonical(read.Resources[1].Inputs).ShouldBe(JsonValues.Canonical(inputs));
    }
}
