using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>How a <see cref="RecordingEngine"/> answers. By default as an engine does that creates everything at once.</summary>
internal sealed class EngineAnswers
{
    public bool DryRun { get; init; }

    public Func<RegisterResourceRequest, Task<RegisterResourceResponse>>? Register { get; init; }

    public Func<ReadResourceRequest, ReadResourceResponse>? Read { get; init; }

    public Func<ResourceInvokeRequest, ResourceInvokeResponse>? Invoke { get; init; }

    public Func<LogRequest, Task>? Log { get; init; }

    public Func<Task>? ShutDown { get; init; }

    public Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request) =>
        Register is null ? Task.FromResult(Created(request, DryRun)) : Register(request);

    /// <summary>The answer of an engine that made what was asked for: the inputs come back as outputs.</summary>
    public static RegisterResourceResponse Created(RegisterResourceRequest request, bool dryRun = false) => new()
    {
        Urn = UrnOf(request.Parent, request.Type, request.Name),
        Id = request.Custom && !dryRun ? $"{request.Name}-id" : "",
        Object = request.Object,
    };

    /// <summary>A URN as the engine makes it: the stack's own type is left out of its descendants' ancestry.</summary>
    public static string UrnOf(string parent, string type, string name)
    {
        var ancestry = parent.Length == 0 ? "" : parent.Split("::")[2];
        return ancestry is "" or "pulumi:pulumi:Stack"
            ? $"urn:pulumi:dev::proj::{type}::{name}"
            : $"urn:pulumi:dev::proj::{ancestry}${type}::{name}";
    }
}
