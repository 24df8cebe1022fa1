using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Stratus.Cli.Diffs;
using Stratus.Cli.Plans;
using Stratus.Cli.Tests.Plans;

namespace Stratus.Cli.Tests.Diffs;

public sealed class PlanDiffTests
{
    [Property(Arbitrary = [typeof(JsonValues)])]
    public void A_plan_does_not_differ_from_itself(JsonObject inputs)
    {
        var plan = SamplePlans.Of(SamplePlans.Resource("a:b:C", "x") with { Inputs = inputs });

        PlanDiff.Compare(plan, SamplePlans.Read(SamplePlans.Write(plan))).IsEmpty.ShouldBeTrue();
    }

    [Property(Arbitrary = [typeof(JsonValues)], MaxTest = 300)]
    public void An_edit_anywhere_is_reported_at_its_path(JsonObject inputs, int choice)
    {
        inputs["always"] = "something to edit";
        var edited = inputs.DeepClone().AsObject();
        var leaves = Leaves(edited, ["inputs"]).ToList();
        var (path, replace) = leaves[(int)((uint)choice % leaves.Count)];
        replace("edited by the test");

        var diff = PlanDiff.Compare(With(inputs), With(edited));

        var change = diff.Changes.ShouldHaveSingleItem().Properties.ShouldHaveSingleItem();
        change.Path.ShouldBe(ValueDiff.Format(path));
        change.Kind.ShouldBe(ChangeKind.Changed);
        change.New!.GetValue<string>().ShouldBe("edited by the test");
    }

    [Property(Arbitrary = [typeof(JsonValues)])]
    public void A_key_that_comes_or_goes_is_reported_at_its_path(JsonObject inputs)
    {
        var more = inputs.DeepClone().AsObject();
        more["brand new"] = 1;

        PlanDiff.Compare(With(inputs), With(more)).Changes[0].Properties[0].ShouldSatisfyAllConditions(
            change => change.Path.ShouldBe("inputs[\"brand new\"]"), change => change.Kind.ShouldBe(ChangeKind.Added));
        PlanDiff.Compare(With(more), With(inputs)).Changes[0].Properties[0].Kind.ShouldBe(ChangeKind.Removed);
    }

    [Fact]
    public void An_item_put_in_front_of_a_list_is_one_addition()
    {
        var change = Properties("""{"l":[1,2,3]}""", """{"l":[0,1,2,3]}""").ShouldHaveSingleItem();

        change.Path.ShouldBe("inputs.l[0]");
        change.Kind.ShouldBe(ChangeKind.Added);
    }

    [Fact]
    public void Everything_is_added_to_an_empty_plan_and_removed_again()
    {
        var plan = SamplePlans.Platform();

        PlanDiff.Compare(PlanJson.Empty, plan).Added.ShouldBe(plan.Resources.Count);
        PlanDiff.Compare(plan, PlanJson.Empty).Removed.ShouldBe(plan.Resources.Count);
    }

    [Theory]
    [InlineData("kubernetes:core/v1:ConfigMap", """{"metadata":{"name":"a"}}""", """{"metadata":{"name":"b"}}""", true)]
    [InlineData("kubernetes:cilium.io/v2:CiliumNetworkPolicy", """{"metadata":{"namespace":"a"}}""", """{"metadata":{"namespace":"b"}}""", true)]
    [InlineData("kubernetes:core/v1:Namespace", """{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"a":"2"}}}""", false)]
    [InlineData("kubernetes:batch/v1:Job", """{"spec":{"template":{"x":1}}}""", """{"spec":{"template":{"x":2}}}""", true)]
    [InlineData("kubernetes:batch/v1:Job", """{"spec":{"backoffLimit":1}}""", """{"spec":{"backoffLimit":2}}""", false)]
    [InlineData("kubernetes:node.k8s.io/v1:RuntimeClass", """{"handler":"kata-fc"}""", """{"handler":"runc"}""", true)]
    [InlineData("kubernetes:apps/v1:Deployment", """{"spec":{"selector":{"a":1}}}""", """{"spec":{}}""", true)]
    [InlineData("aws:ec2/instance:Instance", """{"subnetId":"subnet-1"}""", """{"subnetId":"subnet-2"}""", true)]
    [InlineData("aws:ec2/instance:Instance", """{"instanceType":"m8i.large"}""", """{"instanceType":"m8i.xlarge"}""", false)]
    [InlineData("aws:ebs/volume:Volume", """{"size":10}""", """{"size":20}""", false)]
    [InlineData("aws:ebs/volume:Volume", """{"encrypted":true}""", """{"encrypted":false}""", true)]
    [InlineData("aws:ec2/securityGroup:SecurityGroup", """{"ingress":[]}""", """{"ingress":[{}]}""", false)]
    [InlineData("command:remote:Command", """{"triggers":[1]}""", """{"triggers":[2]}""", true)]
    [InlineData("command:remote:Command", """{"connection":{"host":"a"}}""", """{"connection":{"host":"b"}}""", false)]
    [InlineData("command:remote:Command", """{"stdin":"a"}""", """{"stdin":"b"}""", false)]
    public void A_change_that_cannot_be_made_in_place_is_a_replacement(string type, string old, string now, bool isReplaced)
    {
        var change = Compare(SamplePlans.Resource(type, "x", old), SamplePlans.Resource(type, "x", now));

        change.Kind.ShouldBe(isReplaced ? ChangeKind.Replaced : ChangeKind.Changed);
        change.Properties[0].Replaces.Length.ShouldBe(isReplaced ? change.Properties[0].Replaces.Length : 0);
    }

    [Theory]
    [InlineData("""{"replaceOnChanges":["a.b"]}""", ChangeKind.Replaced)]
    [InlineData("""{"replaceOnChanges":["*"]}""", ChangeKind.Replaced)]
    [InlineData("""{"replaceOnChanges":["a.c"]}""", ChangeKind.Changed)]
    [InlineData("""{"replaceOnChanges":["*"],"ignoreChanges":["a"]}""", ChangeKind.Changed)]
    public void The_options_of_a_resource_decide_too(string options, ChangeKind kind)
    {
        var change = Compare(
            SamplePlans.Resource("aws:s3:Bucket", "x", """{"a":{"b":1}}""", options: options),
            SamplePlans.Resource("aws:s3:Bucket", "x", """{"a":{"b":2}}""", options: options));

        change.Kind.ShouldBe(kind);
    }

    [Fact]
    public void Another_host_is_an_update_that_leaves_the_old_machine_as_it_is()
    {
        var change = Compare(
            SamplePlans.Resource("command:remote:Command", "x", """{"connection":{"host":"a"}}"""),
            SamplePlans.Resource("command:remote:Command", "x", """{"connection":{"host":"b"}}"""));

        change.Notes.ShouldContain(note => note.Contains("the old one is not cleaned", StringComparison.Ordinal));
    }

    [Fact]
    public void Deletion_before_replacement_and_protection_are_said()
    {
        const string Options = """{"deleteBeforeReplace":true,"protect":true}""";
        var change = Compare(
            SamplePlans.Resource("kubernetes:node.k8s.io/v1:RuntimeClass", "x", """{"handler":"a"}""", options: Options),
            SamplePlans.Resource("kubernetes:node.k8s.io/v1:RuntimeClass", "x", """{"handler":"b"}""", options: Options));

        change.Notes.Count.ShouldBe(2);
        change.Notes.ShouldContain(note => note.StartsWith("deleteBeforeReplace", StringComparison.Ordinal));
    }

    [Fact]
    public void A_renamed_resource_is_deleted_and_created_and_said_to_look_like_a_rename()
    {
        var old = SamplePlans.Of(SamplePlans.Resource("a:b:C", "x", """{"k":1}"""));
        var now = SamplePlans.Of(SamplePlans.Resource("a:b:C", "y", """{"k":1}"""));

        var diff = PlanDiff.Compare(old, now);

        (diff.Added, diff.Removed).ShouldBe((1, 1));
        diff.Changes.ShouldAllBe(change => change.Notes[0].StartsWith("Looks like"));
    }

    [Fact]
    public void An_alias_keeps_a_renamed_resource_what_it_is()
    {
        var former = SamplePlans.Resource("a:b:C", "x", """{"k":1}""");
        var now = SamplePlans.Resource("a:b:C", "y", """{"k":1}""", options: $$"""{"aliases":["{{former.Urn}}"]}""");

        PlanDiff.Compare(SamplePlans.Of(former), SamplePlans.Of(now)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Two_stacks_are_matched_by_type_and_name()
    {
        var dev = SamplePlans.Platform();
        var prod = SamplePlans.Read(SamplePlans.Write(dev).Replace(":dev:", ":prod:", StringComparison.Ordinal)
            .Replace("stratus-dev", "stratus-prod", StringComparison.Ordinal).Replace("\"dev\"", "\"prod\"", StringComparison.Ordinal));

        var diff = PlanDiff.Compare(dev, prod);

        diff.Changes.ShouldBeEmpty();
        diff.OtherStack.ShouldBe("dev");
    }

    private static Plan With(JsonObject inputs) => SamplePlans.Of(SamplePlans.Resource("a:b:C", "x") with { Inputs = inputs });

    private static ResourceChange Compare(PlanResource old, PlanResource now) =>
        PlanDiff.Compare(SamplePlans.Of(old), SamplePlans.Of(now)).Changes.ShouldHaveSingleItem();

    private static IReadOnlyList<PropertyChange> Properties(string old, string now) =>
        Compare(SamplePlans.Resource("a:b:C", "x", old), SamplePlans.Resource("a:b:C", "x", now)).Properties;

    private static IEnumerable<(string[] Path, Action<string> Replace)> Leaves(JsonNode node, string[] path)
    {
        var children = node is JsonObject map
            ? map.Select(item => ((string[])[.. path, PlanValue.OwnKey(item.Key)], item.Value, (Action<string>)(text => map[item.Key] = text)))
            : node.AsArray().Select((item, index) => ((string[])[.. path, $"[{index}]"], item, (Action<string>)(text => node.AsArray()[index] = text)));
        return children.ToList().SelectMany(child => child.Item2 is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }
            ? Leaves(child.Item2, child.Item1)
            : [(child.Item1, child.Item3)]);
    }
}
