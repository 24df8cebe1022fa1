using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>One call that the program made.</summary>
internal sealed record Call(string Method, IMessage Request);

/// <summary>An engine that writes down what it is asked and answers as it is told. One for each run.</summary>
internal sealed class RecordingEngine : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Call> _calls = new();

    private RecordingEngine(EngineAnswers answers)
    {
        Answers = answers;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.MapGrpcService<MonitorService>();
        _app.MapGrpcService<EngineService>();
    }

    public EngineAnswers Answers { get; }

    /// <summary>What was called, in the order of arrival.</summary>
    public ImmutableArray<Call> Calls => [.. _calls];

    /// <summary>Where it listens, <c>host:port</c>.</summary>
    public string Address { get; private set; } = "";

    public static async Task<RecordingEngine> StartAsync(EngineAnswers answers)
    {
        var engine = new RecordingEngine(answers);
        await engine._app.StartAsync();
        var addresses = engine._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        engine.Address = new Uri(addresses.Addresses.Single()).Authority;
        return engine;
    }

    public void Record(string method, IMessage request) => _calls.Enqueue(new(method, request));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
