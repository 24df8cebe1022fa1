using Pulumi.Utilities;
using Pulumirpc;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

public class ReadTests
{
    private const string StackUrn = "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev";

    [Fact]
    public async Task A_resource_with_an_id_is_read_and_not_registered()
    {
        Thing? read = null;
        var run = await WireRun.OfAsync(() => read = new Thing("a", new() { Text = "t", Value = new Thing("other", new() { Text = "o" }).Text.Apply(text => (object)text) }, new()
        {
            Id = "it-id",
            Version = "1.2.3",
            Provider = new Cloud("cloud-a"),
        }));

        run.ExitCode.ShouldBe(0);
        run.Registrations.ShouldNotContain(request => request.Name == "a");
        var request = run.Requests<ReadResourceRequest>().ShouldHaveSingleItem();
        request.ShouldBe(new()
        {
            Id = "it-id",
            Type = "test:index:Thing",
            Name = "a",
            Parent = StackUrn,
            Properties = Wired.Map(("text", Wired.Of("t")), ("value", Wired.Of("o"))).StructValue,
            Dependencies = { "urn:pulumi:dev::proj::test:index:Thing::other" },
            Provider = "urn:pulumi:dev::proj::pulumi:providers:test::cloud-a::cloud-a-id",
            Version = "1.2.3",
            AcceptSecrets = true,
            AcceptResources = true,
        });
        (await read!.Id.SeeAsync()).Marks.ShouldBe(("it-id", true, false));
        (await read.Text.SeeAsync()).Value.ShouldBe("t");
    }

    [Fact]
    public async Task While_the_id_is_unknown_or_empty_the_resource_is_registered()
    {
        var run = await WireRun.OfAsync(() =>
        {
            _ = new Thing("unknown", options: new() { Id = OutputUtilities.CreateUnknown("x") });
            _ = new Thing("empty", options: new() { Id = "" });
        });

        run.Registrations.Select(request => request.Name).ShouldBe(["proj-dev", "unknown", "empty"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_resource_with_a_urn_is_taken_from_the_state()
    {
        const string urn = "urn:pulumi:dev::proj::test:index:Thing::a";
        Thing? read = null;
        var run = await WireRun.OfAsync(() => read = new Thing("a", options: new() { Urn = urn }), new()
        {
            Invoke = request => new()
            {
                Return = Wired.Map(("urn", Wired.Of(urn)), ("id", Wired.Of("i")), ("state", Wired.Map(("text", Wired.Secret(Wired.Of("s")))))).StructValue,
            },
        });

        run.ExitCode.ShouldBe(0);
        run.Registrations.Length.ShouldBe(1);
        var request = run.Requests<ResourceInvokeRequest>().ShouldHaveSingleItem();
        (request.Tok, request.Args.Fields["urn"]).ShouldBe(("pulumi:pulumi:getResource", Wired.Of(urn)));
        (await read!.Text.SeeAsync()).Marks.ShouldBe(("s", true, true));
        (await read.Id.SeeAsync()).Value.ShouldBe("i");
    }

    [Fact]
    public async Task A_stack_reference_reads_and_only_the_outputs_named_secret_are()
    {
        StackReference? stack = null;
        var run = await WireRun.OfAsync(() => stack = new StackReference("org/proj/prod"), new()
        {
            Read = request => new()
            {
                Urn = EngineAnswers.UrnOf(request.Parent, request.Type, request.Name),
                Properties = Wired.Map(
                    ("name", Wired.Of(request.Id)),
                    ("outputs", Wired.Map(("open", Wired.Of("o")), ("hidden", Wired.Secret(Wired.Of("h"))))),
                    ("secretOutputNames", Wired.List(Wired.Of("hidden")))).StructValue,
            },
        });

        run.ExitCode.ShouldBe(0);
        var request = run.Requests<ReadResourceRequest>().ShouldHaveSingleItem();
        (request.Type, request.Id).ShouldBe(("pulumi:pulumi:StackReference", "org/proj/prod"));
        request.Properties.ShouldBe(Wired.Map(("name", Wired.Of("org/proj/prod"))).StructValue);
        (await stack!.GetOutput("open").SeeAsync()).Marks.ShouldBe(("o", true, false));
        (await stack.GetOutput("hidden").SeeAsync()).Marks.ShouldBe(("h", true, true));
        (await stack.GetOutput("none").SeeAsync()).Marks.ShouldBe((null, true, false));
        (await stack.RequireOutput("open").SeeAsync()).Value.ShouldBe("o");
        (await Should.ThrowAsync<KeyNotFoundException>(stack.RequireOutput("none").SeeAsync()))
            .Message.ShouldBe("Required output 'none' does not exist on stack 'org/proj/prod'.");
    }

    [Fact]
    public async Task A_stack_reference_may_be_called_otherwise_than_its_stack()
    {
        var run = await WireRun.OfAsync(() => _ = new StackReference("network", new() { Name = Output.Create("org/net/prod") }));

        run.Requests<ReadResourceRequest>().Select(request => (request.Name, request.Id)).ShouldBe([("network", "org/net/prod")]);
    }
}
