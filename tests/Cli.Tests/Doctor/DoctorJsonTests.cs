using System.Text;
using System.Text.Json.Nodes;
using Stratus.Cli.Doctor;
using Stratus.Cli.Tests.Plans;

namespace Stratus.Cli.Tests.Doctor;

public sealed class DoctorJsonTests
{
    private static readonly JsonSchemaCheck Schema = JsonSchemaCheck.Load(RepositoryFiles.Path("docs/doctor.schema.json"));

    [Fact]
    public void Reports_of_machines_in_every_state_fit_the_schema()
    {
        var json = Written(SampleReports.All);

        Schema.Check(json).ShouldBeEmpty();
        json["ready"]!.GetValue<bool>().ShouldBeFalse();
        json["hosts"]!.AsArray().Select(host => host!["verdict"]!.GetValue<string>()).ShouldBe(["ready", "ready", "notReady", "notChecked", "notChecked"]);
        Written([SampleReports.Ready])["ready"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void The_schema_refuses_what_is_missing_unknown_or_of_the_wrong_kind()
    {
        Refused(json => json.Remove("ready"));
        Refused(json => json["more"] = 1);
        Refused(json => json["schemaVersion"] = 2);
        foreach (var key in Written(SampleReports.All)["hosts"]![0]!.AsObject().Select(property => property.Key))
            Refused(json => json["hosts"]![0]!.AsObject().Remove(key));
        Refused(json => json["hosts"]![2]!["findings"]![0]!["severity"] = "bad");
        Refused(json => json["hosts"]![2]!["findings"]![0]!["runtimes"]!["kata-fc"] = "bad");
        Refused(json => json["hosts"]![4]!["error"]!["failure"] = "bad");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\":1")]
    [InlineData("{\"schemaVersion\":2}")]
    [InlineData("{\"schemaVersion\":\"1\"}")]
    [InlineData("{\"schemaVersion\":1,\"facts\":{},\"findings\":[{}],\"began\":1,\"ended\":2}")]
    [InlineData("{\"schemaVersion\":1,\"facts\":[],\"findings\":[],\"began\":1,\"ended\":2}")]
    [InlineData("{\"schemaVersion\":1,\"facts\":{},\"findings\":[],\"began\":1}")]
    [InlineData("Last login: yesterday")]
    public void What_a_machine_answers_is_a_report_or_nothing(string text) => PreflightReport.Parse(text).ShouldBeNull();

    private static void Refused(Action<JsonObject> mutate)
    {
        var json = Written(SampleReports.All);
        mutate(json);
        Schema.Check(json).ShouldNotBeEmpty();
    }

    private static JsonObject Written(IReadOnlyList<HostReport> reports)
    {
        using var stream = new MemoryStream();
        DoctorJson.Write(reports, stream);
        return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!.AsObject();
    }
}
