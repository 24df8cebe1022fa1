using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Stratus.E2e.Tests.Lab;

/// <summary>QEMU's monitor: one JSON object a line, answers in order, events in between.</summary>
internal sealed class Qmp : IDisposable
{
    private readonly Socket _socket;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    private Qmp(Socket socket)
    {
        _socket = socket;
        var stream = new NetworkStream(socket);
        _reader = new(stream);
        _writer = new(stream) { AutoFlush = true };
    }

    public static async Task<Qmp> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        var monitor = new Qmp(socket);
        await monitor._reader.ReadLineAsync(cancel);
        await monitor.AskAsync("qmp_capabilities", new(), cancel);
        return monitor;
    }

    /// <summary>Runs one command and returns its answer; throws what QEMU says against it.</summary>
    public async Task<JsonNode?> AskAsync(string command, JsonObject arguments, CancellationToken cancel = default)
    {
        await _writer.WriteLineAsync(new JsonObject { ["execute"] = command, ["arguments"] = arguments }.ToJsonString());
        while (await _reader.ReadLineAsync(cancel) is { } line)
        {
            var answer = JsonNode.Parse(line)!;
            if (answer["error"] is { } error) throw new InvalidOperationException($"QEMU refuses {command}: {error["desc"]}");
            if (answer.AsObject().ContainsKey("return")) return answer["return"];
        }
        throw new EndOfStreamException($"QEMU went away at {command}.");
    }

    /// <summary>Runs one command of the monitor for people, for what the other one does not tell.</summary>
    public async Task<string> AskForTextAsync(string line, CancellationToken cancel = default) =>
        (string)(await AskAsync("human-monitor-command", new() { ["command-line"] = line }, cancel))!;

    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }
}
