using Pulumi.Utilities;
using Stratus.Sdk.Tests.Outputs;
using Stratus.Sdk.Tests.Wire;

namespace Stratus.Sdk.Tests.Mocks;

public class MockAnswerTests
{
    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class Empty : Stack;

    [Fact]
    public async Task A_resource_that_is_read_is_among_the_resources_and_keeps_the_id_that_the_mock_gives()
    {
        Thing? again = null;
        var resources = await Deployment.TestAsync(new Recorder { Make = args => ("mocked", args.Inputs) }, new(), async () =>
        {
            var urn = await OutputUtilities.GetValueAsync(new Thing("a", options: new() { Id = "there" }).Urn);
            again = new Thing("a", options: new() { Urn = urn });
        });

        resources.ShouldContain(resource => resource.GetResourceName() == "a" && resource != again);
        (await again!.Id.SeeAsync()).Value.ShouldBe("mocked");
    }

    [Fact]
    public async Task What_is_not_said_is_a_preview()
    {
        var preview = false;
        await Deployment.TestAsync(new Recorder(), new() { IsPreview = null }, () => { preview = Deployment.Instance.IsDryRun; });

        preview.ShouldBeTrue();
    }

#if !OFFICIAL
    // Pulumi's own client uses other words.
    [Fact]
    public async Task A_state_that_is_no_dictionary_is_refused() =>
        (await ThrownAsync(new() { Make = _ => ("i", "text") }, () => { _ = new Thing("a"); }))
            .ShouldContain("Mocks must answer with a dictionary or an output-type object, not System.String.");

    [Fact]
    public async Task A_resource_that_was_never_made_is_not_found_by_its_urn() =>
        (await ThrownAsync(new(), () => { _ = new Thing("a", options: new() { Urn = "urn:pulumi:stack::project::test:index:Thing::a" }); }))
            .ShouldContain("Unknown resource urn:pulumi:stack::project::test:index:Thing::a");

    [Fact]
    public async Task A_parent_and_its_urn_together_are_named() =>
        (await ThrownAsync(new(), () => { _ = Urn.Create("n", "a:b:C", parent: new Box("box"), parentUrn: "urn:pulumi:s::p::x:y:Z::m"); }))
            .ShouldContain("Only one of 'parent' and 'parentUrn' can be non-null.");

    [Fact]
    public async Task Services_without_the_stack_are_named() =>
        (await Should.ThrowAsync<RunException>(Deployment.TestWithServiceProviderAsync<Empty>(new Recorder(), new NoServices())))
            .Message.ShouldContain($"The services have no {typeof(Empty).FullName}.");

    private static async Task<string> ThrownAsync(Recorder mocks, Action program) =>
        (await Should.ThrowAsync<RunException>(Deployment.TestAsync(mocks, new(), program))).Message;
#endif
}
