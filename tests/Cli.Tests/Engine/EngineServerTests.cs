using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using Stratus.Cli.Engine;
using static Stratus.Cli.Tests.Engine.Requests;

namespace Stratus.Cli.Tests.Engine;

public sealed class EngineServerTests : IAsyncLifetime
{
    private readonly PreviewEngine engine = new("test", "dev");
    private EngineServer server = null!;
    private EngineClient client = null!;

    public async ValueTask InitializeAsync()
    {
        server = await EngineServer.StartAsync(engine, TestContext.Current.CancellationToken);
        client = new(server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public void It_listens_on_loopback_only() => server.Address.ShouldStartWith("127.0.0.1:");

    [Theory]
    [InlineData("secrets", true)]
    [InlineData("resourceReferences", true)]
    [InlineData("outputValues", true)]
    [InlineData("aliasSpecs", true)]
    [InlineData("deletedWith", true)]
    [InlineData("transforms", false)]
    [InlineData("resourceHooks", false)]
    [InlineData("no such feature", false)]
    public async Task It_says_what_it_supports(string feature, bool supported) =>
        (await client.CallAsync<SupportsFeatureResponse>("SupportsFeature",
            new SupportsFeatureRequest { Id = feature })).HasSupport.ShouldBe(supported);

    [Fact]
    public async Task A_refusal_fails_the_call_and_is_remembered()
    {
        await client.CallAsync<RegisterResourceResponse>("RegisterResource", Stack());
        var error = await Should.ThrowAsync<RpcException>(() => client.CallAsync<RegisterResourceResponse>("RegisterResource", Stack()));
        error.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        engine.Diagnostics.Refusals.ShouldHaveSingleItem().ShouldBe(error.Status.Detail);
    }

    [Fact]
    public async Task A_thousand_resources_at_once_all_arrive()
    {
        await client.CallAsync<RegisterResourceResponse>("RegisterResource", Stack());
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number =>
            client.CallAsync<RegisterResourceResponse>("RegisterResource", Thing($"thing-{number}"))));
        engine.Resources.Count.ShouldBe(1001);
    }

    [Fact]
    public async Task A_message_far_over_the_usual_limit_of_four_megabytes_arrives()
    {
        await client.CallAsync<RegisterResourceResponse>("RegisterResource", Stack());
        var request = Thing("large");
        request.Object.Fields["text"] = Text(new('x', 9_000_000));
        // The client's own limit is the usual one: the echo is what it refuses, after the engine has taken the resource.
        await Should.ThrowAsync<RpcException>(() => client.CallAsync<RegisterResourceResponse>("RegisterResource", request));
        engine.Resources.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Warnings_are_kept_with_their_resource_and_debug_messages_are_dropped()
    {
        await LogAsync(LogSeverity.Warning, "careful", "urn:pulumi:dev::test::acme:index:Thing::lamp");
        await LogAsync(LogSeverity.Warning, "careful", "urn:pulumi:dev::test::acme:index:Thing::lamp");
        await LogAsync(LogSeverity.Warning, "about the stack", StackUrn);
        await LogAsync(LogSeverity.Debug, "noise", "");
        engine.Diagnostics.Warnings.ShouldBe(["about the stack", "urn:pulumi:dev::test::acme:index:Thing::lamp: careful"]);
    }

    [Fact]
    public async Task The_program_says_that_it_has_finished_and_is_not_kept_waiting()
    {
        await client.CallAsync<RequirePulumiVersionResponse>("RequirePulumiVersion",
            new RequirePulumiVersionRequest { PulumiVersionRange = ">=3" }, "Engine");
        engine.Finished.ShouldBeFalse();
        await client.CallAsync<Empty>("SignalAndWaitForShutdown", new Empty());
        engine.Finished.ShouldBeTrue();
    }

    private Task<Empty> LogAsync(LogSeverity severity, string message, string urn) =>
        client.CallAsync<Empty>("Log", new LogRequest { Severity = severity, Message = message, Urn = urn }, "Engine");
}
