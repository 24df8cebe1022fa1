using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

internal sealed class MonitorService(RecordingEngine engine) : ResourceMonitor.ResourceMonitorBase
{
    // Asked by Pulumi's own client before it uses a feature; not recorded, for the bundled client takes an engine of its time for granted.
    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context) =>
        Task.FromResult(new SupportsFeatureResponse { HasSupport = true });

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context)
    {
        engine.Record(nameof(RegisterResource), request);
        return engine.Answers.RegisterAsync(request);
    }

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context)
    {
        engine.Record(nameof(RegisterResourceOutputs), request);
        return Task.FromResult(new Empty());
    }

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context)
    {
        engine.Record(nameof(ReadResource), request);
        return Task.FromResult(engine.Answers.Read?.Invoke(request)
            ?? new() { Urn = EngineAnswers.UrnOf(request.Parent, request.Type, request.Name), Properties = request.Properties });
    }

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context)
    {
        engine.Record(nameof(Invoke), request);
        return Task.FromResult(engine.Answers.Invoke?.Invoke(request) ?? new() { Return = request.Args });
    }

    public override async Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context)
    {
        engine.Record(nameof(SignalAndWaitForShutdown), request);
        await (engine.Answers.ShutDown?.Invoke() ?? Task.CompletedTask);
        return new();
    }
}

internal sealed class EngineService(RecordingEngine engine) : Engine.EngineBase
{
    public override async Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        // Pulumi's own client narrates every registration; nobody reads that.
        if (request.Severity != LogSeverity.Debug)
        {
            engine.Record(nameof(Log), request);
        }
        await (engine.Answers.Log?.Invoke(request) ?? Task.CompletedTask);
        return new();
    }

    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(RequirePulumiVersionRequest request, ServerCallContext context)
    {
        engine.Record(nameof(RequirePulumiVersion), request);
        return Task.FromResult(new RequirePulumiVersionResponse());
    }
}
