using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Stratus.Prober.Clocks;

/// <summary>A program on a node that answers each line with the time there, over the WebSocket of an <c>exec</c>.</summary>
/// <param name="socket">The socket; each message begins with the number of its stream.</param>
/// <param name="clock">The conductor's clock.</param>
internal sealed class ClockSession(WebSocket socket, TimeProvider clock)
{
    private const byte Input = 0;
    private const byte Output = 1;

    private readonly byte[] buffer = new byte[4096];
    private string unread = "";

    /// <summary>The program. bash alone: between the question and the clock's reading no other program has to start.</summary>
    public static string[] Command { get; } =
        ["bash", "-c", """LC_ALL=C; while IFS= read -r -t 60 line; do printf '%s %s\n' "${line}" "${EPOCHREALTIME}"; done"""];

    /// <summary>One round trip.</summary>
    /// <exception cref="WebSocketException">The program ended.</exception>
    public async Task<ClockReading> AskAsync(int number, CancellationToken cancellation)
    {
        var (sent, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        await socket.SendAsync((byte[])[Input, .. Encoding.ASCII.GetBytes($"{number}\n")], WebSocketMessageType.Binary, endOfMessage: true, cancellation);
        while (true)
        {
            var words = (await LineAsync(cancellation)).Split(' ');
            var trip = clock.GetElapsedTime(start);
            if (words is [var asked, var time] && asked == number.ToString(CultureInfo.InvariantCulture)) return ClockReading.Of(sent, trip, Moment(time));
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = unread.IndexOf('\n', StringComparison.Ordinal)) < 0) unread += await MoreAsync(cancellation);
        var line = unread[..end];
        unread = unread[(end + 1)..];
        return line;
    }

    private async Task<string> MoreAsync(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, cancellation);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException("the program that tells the time ended");
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return message.ToArray() is [Output, .. var text] ? Encoding.ASCII.GetString(text) : "";
    }

    private static DateTimeOffset Moment(string seconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));
}
