using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Stratus.Cli.Engine;

/// <summary>
/// Serves a <see cref="PreviewEngine"/> on a free loopback port, as gRPC over cleartext HTTP/2. Unreachable from other machines.
/// </summary>
internal sealed class EngineServer : IAsyncDisposable
{
    private readonly WebApplication host;

    private EngineServer(WebApplication host) => this.host = host;

    /// <summary>Where it listens: <c>127.0.0.1:PORT</c>, as <c>PULUMI_MONITOR</c> wants it.</summary>
    public string Address => new Uri(host.Urls.Single()).Authority;

    /// <summary>Starts listening.</summary>
    public static async Task<EngineServer> StartAsync(PreviewEngine engine, CancellationToken cancellation)
    {
        // The empty builder reads no configuration, no environment and sets up no logging: it starts in a fraction of the usual time.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddSingleton(engine).AddSingleton<MonitorService>().AddSingleton<LogService>();
        builder.Services.AddRouting();
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = options.MaxSendMessageSize = Wire.MaxMessageBytes);
        var host = builder.Build();
        host.MapGrpcService<MonitorService>();
        host.MapGrpcService<LogService>();
        await host.StartAsync(cancellation);
        return new(host);
    }

    /// <summary>Connects once, as the program will. Listening succeeds where loopback is down, and the program could only say so in its own words.</summary>
    /// <exception cref="SocketException">Nothing on this machine can connect.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(Address), cancellation);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static void Configure(KestrelServerOptions options)
    {
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        options.Limits.MaxRequestBodySize = null;
        // A program registers every resource at once; the default of 100 would make the rest wait.
        options.Limits.Http2.MaxStreamsPerConnection = 10_000;
        options.Limits.Http2.InitialConnectionWindowSize = options.Limits.Http2.InitialStreamWindowSize = 8 * 1024 * 1024;
    }
}
