#if !OFFICIAL
using Pulumi.Utilities;
using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>What this client asks and answers otherwise than Pulumi's own.</summary>
public class OwnAnswerTests
{
    // Pulumi's own C# client leaves both out.
    [Fact]
    public async Task A_resource_that_is_read_says_where_its_plugin_is_and_which_outputs_are_secret()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", options: new()
        {
            Id = "there",
            PluginDownloadURL = "https://example.test/plugins",
            AdditionalSecretOutputs = { "text" },
        }));

        var request = run.Requests<ReadResourceRequest>().ShouldHaveSingleItem();
        (request.PluginDownloadURL, request.Version).ShouldBe(("https://example.test/plugins", ""));
        request.AdditionalSecretOutputs.ShouldBe(["text"]);
    }

    // Pulumi's own client ends with an exception.
    [Fact]
    public async Task The_outputs_of_a_component_that_are_unknown_as_a_whole_are_registered_as_none()
    {
        var run = await WireRun.OfAsync(() => new Later("later").Finish(OutputUtilities.CreateUnknown((IDictionary<string, object?>)null!)));

        run.ExitCode.ShouldBe(0);
        run.Requests<RegisterResourceOutputsRequest>().Single(request => request.Urn.EndsWith("::later", StringComparison.Ordinal)).Outputs.Fields.ShouldBeEmpty();
    }

    private sealed class Later(string name) : ComponentResource("test:index:Later", name)
    {
        public void Finish(Output<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);
    }

    // Pulumi's own client takes it for one that ended well.
    [Fact]
    public async Task A_task_that_was_cancelled_fails_the_run()
    {
        var run = await WireRun.OfAsync(() => _ = Output.Create(Task.FromCanceled<int>(new CancellationToken(canceled: true))));

        run.ExitCode.ShouldBe(32);
    }
}
#endif
