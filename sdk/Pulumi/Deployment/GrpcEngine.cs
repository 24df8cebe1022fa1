using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Pulumirpc;

namespace Pulumi;

/// <summary>The engine's monitor and log over gRPC, cleartext HTTP/2 on loopback.</summary>
internal sealed class GrpcEngine : IMonitor, IEngine
{
    private const int MaxMessageBytes = 400 * 1024 * 1024;

    private readonly ResourceMonitor.ResourceMonitorClient _monitor;
    private readonly Engine.EngineClient _engine;

    public GrpcEngine(string monitorAddress, string engineAddress)
    {
        var monitor = Connect(monitorAddress);
        _monitor = new(monitor);
        _engine = new(engineAddress == monitorAddress ? monitor : Connect(engineAddress));
    }

    public async Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request) =>
        await _monitor.RegisterResourceAsync(request).ConfigureAwait(false);

    public async Task RegisterOutputsAsync(RegisterResourceOutputsRequest request) =>
        await _monitor.RegisterResourceOutputsAsync(request).ConfigureAwait(false);

    public async Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request) =>
        await _monitor.ReadResourceAsync(request).ConfigureAwait(false);

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) =>
        await _monitor.InvokeAsync(request).ConfigureAwait(false);

    public async Task<CallResponse> CallAsync(ResourceCallRequest request) =>
        await _monitor.CallAsync(request).ConfigureAwait(false);

    public async Task ShutDownAsync()
    {
        try
        {
            await _monitor.SignalAndWaitForShutdownAsync(new Empty()).ConfigureAwait(false);
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unimplemented)
        {
            // An engine older than the call keeps no program waiting.
        }
    }

    public async Task LogAsync(LogRequest request) => await _engine.LogAsync(request).ConfigureAwait(false);

    public async Task RequireVersionAsync(string range) =>
        await _engine.RequirePulumiVersionAsync(new() { PulumiVersionRange = range }).ConfigureAwait(false);

    private static GrpcChannel Connect(string address) => GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions
    {
        MaxReceiveMessageSize = MaxMessageBytes,
        MaxSendMessageSize = MaxMessageBytes,
        Credentials = ChannelCredentials.Insecure,
        // A client of our own keeps gRPC's load balancer out of every call to the one engine there is.
        HttpClient = new(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            // One connection carries some hundred calls at once; a stack of a thousand hosts has more in flight.
            EnableMultipleHttp2Connections = true,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        },
    });
}
