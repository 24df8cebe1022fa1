using System.Text;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Proof.Reports;

namespace Stratus.Core.Tests.Proof.Plans;

public sealed class SmokePlanFileTests
{
    private static readonly SmokePlan Plan = new()
    {
        Stack = "prod",
        LockDigest = new string('a', 64),
        SandboxNamespace = "sandboxes",
        Image = "registry.example/runtime@sha256:" + new string('b', 64),
        Nodes = ["node-1", "node-2"],
        RuntimeClasses = [new("kata-fc", "kata-fc", RuntimeKind.MicroVm)],
        LaunchPaths = [LaunchPath.Job, LaunchPath.Pod],
        Allowed = [new("api.example.com", "api.example.com", 443)],
        Internet = new() { Ipv4 = "192.0.2.1" },
        Absent = [new(TargetKind.MetadataIpv4, "no host is in a cloud")],
        Budgets = [new("kata-fc", new(1, ImagePresent: true), 95, TimeSpan.FromSeconds(2))],
    };

    [Fact]
    public void A_plan_is_read_back_as_it_was_written()
    {
        var bytes = SmokePlanFile.Write(Plan);
        SmokePlanFile.Write(SmokePlanFile.Read(bytes)).ShouldBe(bytes);
        SmokePlanFile.Read(bytes).Nodes.ShouldBe(Plan.Nodes);
    }

    [Theory]
    [InlineData("{", "the plan is not JSON: line 1, column 2: the file ends here")]
    [InlineData("null", "not a plan of the proof")]
    [InlineData("[]", "the whole of it is of another kind than it has to be")]
    [InlineData("""{"stack":"a"}""", "it has no lockDigest, sandboxNamespace, image")]
    [InlineData("""{"stack":null}""", "stack is null, and has to be there")]
    [InlineData("""{"nodes":["a",3]}""", "nodes[1] is of another kind than it has to be")]
    [InlineData("""{"internet":{"ipv9":"a"}}""", "ipv9 is not known")]
    public void What_is_no_plan_is_refused_and_told_why(string text, string why) =>
        Should.Throw<ReportException>(() => SmokePlanFile.Read(Encoding.UTF8.GetBytes(text))).Message.ShouldContain(why);

    [Fact]
    public void A_member_that_is_not_known_is_refused() =>
        Should.Throw<ReportException>(() => SmokePlanFile.Read(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(SmokePlanFile.Write(Plan)).Replace("\"samples\"", "\"sample\"", StringComparison.Ordinal))))
            .Message.ShouldContain("sample");
}
