using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Stratus.Cli.Engine;

/// <summary>The gRPC face of <see cref="PreviewEngine"/> that a program logs to.</summary>
internal sealed class LogService(PreviewEngine engine) : Pulumirpc.Engine.EngineBase
{
    /// <inheritdoc />
    public override Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        engine.Diagnostics.Log(request);
        return Task.FromResult(new Empty());
    }

    /// <inheritdoc />
    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(RequirePulumiVersionRequest request,
        ServerCallContext context) =>
        Task.FromResult(new RequirePulumiVersionResponse());
}
