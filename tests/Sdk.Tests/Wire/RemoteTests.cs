using Pulumi.Utilities;
using Stratus.Sdk.Tests.Outputs;

namespace Stratus.Sdk.Tests.Wire;

public class RemoteTests
{
    private const string OutputValue = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /// <summary>A component that a plugin constructs.</summary>
    private sealed class Remote(string name, ThingArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("test:index:Remote", name, args, options, remote: true)
    {
        [Output("text")]
        public Output<string> Text { get; private set; } = null!;
    }

    [Fact]
    public async Task A_remote_component_is_given_providers_and_outputs_with_all_their_marks()
    {
        Remote? remote = null;
        var run = await WireRun.OfAsync(() =>
        {
            var (a, cloud) = (new Thing("a", new() { Text = "t" }), new Cloud("cloud-a"));
            remote = new Remote("r", new()
            {
                Text = a.Text,
                Value = Output.CreateSecret((object)1),
                List = { "plain", OutputUtilities.CreateUnknown("x") },
                Count = 3,
            }, new() { Providers = { cloud } });
            _ = new Thing("after", options: new() { DependsOn = { remote } });
        });

        run.ExitCode.ShouldBe(0);
        var request = run.Registration("r");
        (request.Custom, request.Remote).ShouldBe((false, true));
        request.Providers.ShouldBe(new Dictionary<string, string> { ["test"] = "urn:pulumi:dev::proj::pulumi:providers:test::cloud-a::cloud-a-id" });
        const string urn = "urn:pulumi:dev::proj::test:index:Thing::a";
        request.Object.Fields["text"].ShouldBe(Wired.Map(
            (Wired.Signature, Wired.Of(OutputValue)), ("value", Wired.Of("t")), ("dependencies", Wired.List(Wired.Of(urn)))));
        request.Object.Fields["value"].ShouldBe(Wired.Map(
            (Wired.Signature, Wired.Of(OutputValue)), ("value", Wired.Of(1)), ("secret", Wired.Of(true))));
        request.Object.Fields["list"].ShouldBe(Wired.List(Wired.Of("plain"), Wired.Unknown));
        request.Object.Fields["count"].ShouldBe(Wired.Of(3));
        request.PropertyDependencies["text"].Urns.ShouldBe([urn]);
        run.Registration("after").Dependencies.ShouldBe(["urn:pulumi:dev::proj::test:index:Remote::r"]);
    }

    [Fact]
    public async Task The_outputs_of_a_remote_component_come_from_the_engine()
    {
        Remote? remote = null;
        await WireRun.OfAsync(() => remote = new Remote("r", new() { Text = "t" }));

        (await remote!.Text.SeeAsync()).Marks.ShouldBe(("t", true, false));
    }

    [Fact]
    public async Task A_reference_given_to_a_remote_component_is_no_dependency()
    {
        var run = await WireRun.OfAsync(() => _ = new Remote("r", new() { Value = new Thing("a") }));

        run.Registration("r").PropertyDependencies["value"].Urns.ShouldBeEmpty();
    }
}
