using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

public class RegistrationTests
{
    [Fact]
    public async Task A_plain_resource_fills_in_what_the_protocol_wants_and_nothing_more()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", new() { Text = "t", Count = 3 }));

        run.ExitCode.ShouldBe(0);
        var expected = new RegisterResourceRequest
        {
            Type = "test:index:Thing",
            Name = "a",
            Parent = "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev",
            Custom = true,
            Object = new() { Fields = { ["text"] = Wired.Of("t"), ["count"] = Wired.Of(3) } },
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Hooks = new(),
            PropertyDependencies = { ["text"] = new(), ["count"] = new() },
        };
        run.Registration("a").ShouldBe(expected);
    }

    [Fact]
    public async Task The_stack_is_a_component_without_a_parent_and_is_registered_first()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a"));

        run.Calls[0].Request.ShouldBe(new RegisterResourceRequest
        {
            Type = "pulumi:pulumi:Stack",
            Name = "proj-dev",
            Object = new(),
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Hooks = new(),
        });
    }

    [Fact]
    public async Task The_end_of_the_run_is_signalled_last_and_once()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a"));

        run.Calls.Select(call => call.Method).Count(method => method == "SignalAndWaitForShutdown").ShouldBe(1);
        run.Calls[^1].Method.ShouldBe("SignalAndWaitForShutdown");
    }
}
