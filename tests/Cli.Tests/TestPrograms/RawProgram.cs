using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using Pulumirpc;

namespace Stratus.TestProgram;

/// <summary>A program that speaks to the engine by hand, so that it can say what a Pulumi client never would.</summary>
internal sealed class RawProgram : IDisposable
{
    private readonly GrpcChannel channel = GrpcChannel.ForAddress("http://" + Environment.GetEnvironmentVariable("PULUMI_MONITOR"));

    public RawProgram() => (Monitor, Engine) = (new(channel), new(channel));

    public ResourceMonitor.ResourceMonitorClient Monitor { get; }

    public Engine.EngineClient Engine { get; }

    public static string Stack => Environment.GetEnvironmentVariable("PULUMI_STACK")!;

    public async Task<string> RegisterStackAsync() => await RegisterAsync("pulumi:pulumi:Stack", $"test-{Stack}", custom: false);

    public async Task<string> RegisterAsync(string type, string name, string parent = "", bool custom = true, string[]? dependencies = null)
    {
        var request = new RegisterResourceRequest
        {
            Type = type,
            Name = name,
            Parent = parent,
            Custom = custom,
            Object = new(),
            AcceptSecrets = true
        };
        request.Dependencies.AddRange(dependencies ?? []);
        return (await Monitor.RegisterResourceAsync(request)).Urn;
    }

    public async Task<int> FinishAsync()
    {
        await Monitor.SignalAndWaitForShutdownAsync(new Empty());
        return 0;
    }

    public void Dispose() => channel.Dispose();
}
