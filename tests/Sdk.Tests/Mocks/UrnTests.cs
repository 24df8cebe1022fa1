using Pulumi.Utilities;
using Stratus.Sdk.Tests.Wire;

namespace Stratus.Sdk.Tests.Mocks;

public class UrnTests
{
    private static async Task<string> MadeAsync(Func<Output<string>> make)
    {
        var urn = "";
        await Deployment.TestAsync(new Recorder(), new(), async () => { urn = await OutputUtilities.GetValueAsync(make()); });
        return urn;
    }

    [Fact]
    public async Task A_urn_is_made_of_stack_project_ancestry_type_and_name()
    {
        (await MadeAsync(() => Urn.Create("n", "a:b:C"))).ShouldBe("urn:pulumi:stack::project::a:b:C::n");
        (await MadeAsync(() => Urn.Create("n", "a:b:C", project: "p", stack: "s"))).ShouldBe("urn:pulumi:s::p::a:b:C::n");
        (await MadeAsync(() => Urn.Create("n", "a:b:C", parentUrn: "urn:pulumi:s::p::x:y:Z::m"))).ShouldBe("urn:pulumi:s::p::x:y:Z$a:b:C::n");
        (await MadeAsync(() => Urn.Create("n", "a:b:C", parent: new Box("box"))))
            .ShouldBe("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Box$a:b:C::n");
    }

    [Fact]
    public async Task A_parent_and_its_urn_together_are_refused() => await Should.ThrowAsync<RunException>(
        MadeAsync(() => Urn.Create("n", "a:b:C", parent: new Box("box"), parentUrn: "urn:pulumi:s::p::x:y:Z::m")));

    [Fact]
    public void A_urn_is_its_text()
    {
        string text = new Urn("urn:pulumi:s::p::a:b:C::n");
        text.ShouldBe(new Urn(text).ToString());
        new Urn(text).ShouldBe(new Urn(text));
        Should.Throw<ArgumentException>(() => new Urn(""));
    }

    [Theory]
    [InlineData("", "n")]
    [InlineData("a:b:C", "")]
    public async Task A_resource_needs_a_type_and_a_name(string type, string name) => await Should.ThrowAsync<RunException>(
        Deployment.TestAsync(new Recorder(), new(), () => { _ = new CustomResource(type, name, ResourceArgs.Empty, new()); }));
}
