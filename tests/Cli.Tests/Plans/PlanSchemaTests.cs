using System.Text.Json.Nodes;
using FsCheck.Xunit;

namespace Stratus.Cli.Tests.Plans;

public sealed class PlanSchemaTests
{
    private static readonly JsonSchemaCheck Schema = JsonSchemaCheck.Load(RepositoryFiles.Path("docs/plan.schema.json"));

    [Fact]
    public void A_plan_as_it_is_written_fits_the_schema()
    {
        Schema.Check(Written()).ShouldBeEmpty();
    }

    [Property(Arbitrary = [typeof(JsonValues)])]
    public void Whatever_a_resource_holds_fits_the_schema(JsonObject inputs)
    {
        var plan = SamplePlans.Of(SamplePlans.Resource("a:b:C", "x") with { Inputs = inputs });

        Schema.Check(JsonNode.Parse(SamplePlans.Write(plan))).ShouldBeEmpty();
    }

    [Fact]
    public void The_schema_and_the_reader_refuse_every_missing_key()
    {
        foreach (var key in Written().Select(property => property.Key))
        {
            Refused(plan => plan.Remove(key));
        }

        foreach (var key in Written()["resources"]![0]!.AsObject().Select(property => property.Key))
        {
            Refused(plan => plan["resources"]![0]!.AsObject().Remove(key));
        }
    }

    [Fact]
    public void The_schema_and_the_reader_refuse_what_is_unknown_or_of_the_wrong_kind()
    {
        Refused(plan => plan["more"] = 1);
        Refused(plan => plan["schemaVersion"] = 0);
        Refused(plan => plan["outputs"] = new JsonArray());
        Refused(plan => plan["warnings"]!.AsArray().Add(1));
        Refused(plan => plan["resources"]![1]!["more"] = "");
        Refused(plan => plan["resources"]![1]!["custom"] = "true");
        Refused(plan => plan["resources"]![1]!["inputs"]!["$odd"] = true);
        Refused(plan => plan["resources"]![1]!["inputs"]!["x"] = new JsonObject { ["$secret"] = "the secret itself" });
        Refused(plan => plan["resources"]![1]!["inputs"]!["x"] = new JsonObject { ["$asset"] = new JsonObject { ["file"] = "x" } });
    }

    private static JsonObject Written() => JsonNode.Parse(SamplePlans.Write(SamplePlans.Platform()))!.AsObject();

    private static void Refused(Action<JsonObject> mutate)
    {
        var plan = Written();
        mutate(plan);

        Schema.Check(plan).ShouldNotBeEmpty();
        Should.Throw<Exception>(() => SamplePlans.Read(plan.ToJsonString())).ShouldBeOfType<Stratus.Cli.Plans.PlanFormatException>();
    }
}
