using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Stratus.Cli.Tests.Engine;

/// <summary>Calls an engine over its socket, as any Pulumi client would.</summary>
internal sealed class EngineClient(string address) : IDisposable
{
    private readonly GrpcChannel channel = GrpcChannel.ForAddress($"http://{address}");

    public async Task<TAnswer> CallAsync<TAnswer>(string method, IMessage request, string service = "ResourceMonitor")
        where TAnswer : class, IMessage<TAnswer>, new()
    {
        var parser = new MessageParser<TAnswer>(() => new());
        var definition = new Method<IMessage, TAnswer>(MethodType.Unary, $"pulumirpc.{service}", method,
            Marshallers.Create<IMessage>(message => message.ToByteArray(), _ => throw new NotSupportedException()),
            Marshallers.Create<TAnswer>(answer => answer.ToByteArray(), parser.ParseFrom));
        return await channel.CreateCallInvoker().AsyncUnaryCall(definition, null, default, request);
    }

    public void Dispose() => channel.Dispose();
}
