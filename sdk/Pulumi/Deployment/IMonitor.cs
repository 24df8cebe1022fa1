using Pulumirpc;

namespace Pulumi;

/// <summary>What answers registrations: the engine over gRPC, or a test's mocks.</summary>
internal interface IMonitor
{
    Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request);

    Task RegisterOutputsAsync(RegisterResourceOutputsRequest request);

    Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request);

    Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request);

    Task<CallResponse> CallAsync(ResourceCallRequest request);

    /// <summary>Waits until the engine needs this process no longer.</summary>
    Task ShutDownAsync();
}

/// <summary>What takes log messages.</summary>
internal interface IEngine
{
    Task LogAsync(LogRequest request);

    Task RequireVersionAsync(string range);
}
