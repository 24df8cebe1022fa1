using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Stratus.Cli.Engine;

/// <summary>The gRPC face of <see cref="PreviewEngine"/> that a program registers its resources with.</summary>
internal sealed class MonitorService(PreviewEngine engine) : ResourceMonitor.ResourceMonitorBase
{
    // Pulumi's engine also has transforms, invokeTransforms, resourceHooks, errorHooks and sendsOptionsToHooks. They call back into the
    // program and may rewrite resources; saying no makes a program that uses them fail clearly, where a yes would give a plan without them.
    private static readonly HashSet<string> Features =
        ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "replacementTrigger", "deletedWith", "replaceWith",
            "parameterization"];

    /// <inheritdoc />
    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context) =>
        Task.FromResult(new SupportsFeatureResponse { HasSupport = Features.Contains(request.Id) });

    /// <inheritdoc />
    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context) =>
        Answer(() => engine.Register(request));

    /// <inheritdoc />
    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) =>
        Answer(() => engine.Read(request));

    /// <inheritdoc />
    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context) => Answer(() =>
    {
        engine.RegisterOutputs(request);
        return new Empty();
    });

    /// <inheritdoc />
    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context) => Answer(() =>
        new ResourceInvokeResponse { Return = engine.Invoke(request.Tok, request.Args), Unknown = true });

    /// <inheritdoc />
    public override Task<CallResponse> Call(ResourceCallRequest request, ServerCallContext context) => Answer(() =>
        new CallResponse { Return = engine.Invoke(request.Tok, request.Args) });

    /// <inheritdoc />
    public override Task<RegisterPackageResponse> RegisterPackage(RegisterPackageRequest request, ServerCallContext context) =>
        Task.FromResult(new RegisterPackageResponse { Ref = $"{request.Name}@{request.Version}" });

    /// <inheritdoc />
    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context)
    {
        engine.Finish();
        return Task.FromResult(new Empty());
    }

    // The refusal is kept: the program will fail for it with a message of its own, and this one is the cause.
    private Task<T> Answer<T>(Func<T> answer)
    {
        try
        {
            return Task.FromResult(answer());
        }
        catch (EngineRefusal refusal)
        {
            engine.Diagnostics.Refuse(refusal.Message);
            throw new RpcException(new Status(StatusCode.InvalidArgument, refusal.Message));
        }
    }
}
