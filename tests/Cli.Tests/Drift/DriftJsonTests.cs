using System.Text;
using System.Text.Json.Nodes;
using Stratus.Cli.Drift;
using Stratus.Cli.Tests.Plans;

namespace Stratus.Cli.Tests.Drift;

public sealed class DriftJsonTests
{
    private static readonly JsonSchemaCheck Schema = JsonSchemaCheck.Load(RepositoryFiles.Path("docs/drift.schema.json"));

    [Fact]
    public void Reports_of_machines_in_every_state_fit_the_schema()
    {
        var json = Written(SampleDrift.All);

        Schema.Check(json).ShouldBeEmpty();
        json["matches"]!.GetValue<bool>().ShouldBeFalse();
        json["hosts"]!.AsArray().Select(host => host!["verdict"]!.GetValue<string>()).ShouldBe(["matches", "drifted", "notPrepared", "notChecked", "notChecked"]);
        Written([SampleDrift.Matches])["matches"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void The_schema_refuses_what_is_missing_unknown_or_of_the_wrong_kind()
    {
        Refused(json => json.Remove("matches"));
        Refused(json => json["more"] = 1);
        Refused(json => json["schemaVersion"] = 2);
        foreach (var key in Written(SampleDrift.All)["hosts"]![0]!.AsObject().Select(property => property.Key))
            Refused(json => json["hosts"]![0]!.AsObject().Remove(key));
        foreach (var key in (string[])["status", "claim", "kind", "name", "change", "set", "now", "why", "fix"])
            Refused(json => json["hosts"]![1]!["findings"]![0]!.AsObject().Remove(key));
        Refused(json => json["hosts"]![1]!["findings"]![0]!["status"] = "bad");
        Refused(json => json["hosts"]![1]!["findings"]![0]!["change"] = "bad");
        Refused(json => json["hosts"]![1]!["claims"]![0]!["state"] = "bad");
        Refused(json => json["hosts"]![4]!["error"]!["failure"] = "bad");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\":1")]
    [InlineData("{\"schemaVersion\":2,\"claims\":[],\"findings\":[]}")]
    [InlineData("{\"schemaVersion\":\"1\",\"claims\":[],\"findings\":[]}")]
    [InlineData("{\"schemaVersion\":1,\"claims\":[]}")]
    [InlineData("{\"schemaVersion\":1,\"claims\":[{}],\"findings\":[]}")]
    [InlineData("{\"schemaVersion\":1,\"claims\":[],\"findings\":[{\"status\":\"drift\"}]}")]
    [InlineData("Last login: yesterday")]
    public void What_a_machine_answers_is_a_report_or_nothing(string text) => DriftReport.Parse(text, SampleDrift.Matches.Contact).ShouldBeNull();

    private static void Refused(Action<JsonObject> mutate)
    {
        var json = Written(SampleDrift.All);
        mutate(json);
        Schema.Check(json).ShouldNotBeEmpty();
    }

    private static JsonObject Written(IReadOnlyList<DriftReport> reports)
    {
        using var stream = new MemoryStream();
        DriftJson.Write(reports, stream);
        return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!.AsObject();
    }
}
