using System.Diagnostics;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Stratus.Prober.Tests.ColdStarts;

/// <summary>An exec over a WebSocket, v4.channel.k8s.io: each message begins with its stream's number; 0 goes in, 1 comes out.</summary>
internal static class ExecSocket
{
    public static async Task RunAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(context.WebSockets.WebSocketRequestedProtocols.First(protocol => protocol == "v4.channel.k8s.io"));
        string[] command = [.. context.Request.Query["command"]!];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            await Task.WhenAny(FeedAsync(socket, process), EmptyAsync(socket, process));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task FeedAsync(WebSocket socket, Process process)
    {
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { Count: > 1 } message)
        {
            await process.StandardInput.BaseStream.WriteAsync(buffer.AsMemory(1, message.Count - 1));
            await process.StandardInput.BaseStream.FlushAsync();
        }
    }

    private static async Task EmptyAsync(WebSocket socket, Process process)
    {
        var buffer = new byte[1024];
        buffer[0] = 1;
        while (await process.StandardOutput.BaseStream.ReadAsync(buffer.AsMemory(1)) is > 0 and var count)
            await socket.SendAsync(buffer.AsMemory(0, count + 1), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
    }
}
