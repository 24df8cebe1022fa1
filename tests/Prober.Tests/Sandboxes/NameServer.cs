using System.Net;
using System.Net.Sockets;

namespace Stratus.Prober.Tests.Sandboxes;

/// <summary>A name server on a loopback address, over UDP and TCP, which answers every question in one way.</summary>
internal sealed class NameServer : IDisposable
{
    private readonly UdpClient datagrams;
    private readonly TcpListener connections;
    private readonly Func<IPAddress, (byte Code, bool HasAnswer)> decide;

    /// <summary>Starts one that answers everybody in the same way.</summary>
    /// <param name="address">An address.</param>
    /// <param name="code">The response's code: 0 no error, 3 no such name, 5 refused.</param>
    /// <param name="hasAnswer">Whether the answer holds an address.</param>
    public NameServer(string address, byte code, bool hasAnswer) : this(address, _ => (code, hasAnswer))
    {
    }

    /// <summary>Starts one that knows every name, and refuses some who ask.</summary>
    public NameServer(string address, Func<IPAddress, bool> isAllowed) : this(address, who => isAllowed(who) ? ((byte)0, true) : ((byte)5, false))
    {
    }

    private NameServer(string address, Func<IPAddress, (byte Code, bool HasAnswer)> decide)
    {
        this.decide = decide;
        datagrams = new(new IPEndPoint(IPAddress.Parse(address), 53));
        connections = new(IPAddress.Parse(address), 53);
        connections.Start();
        _ = AnswerDatagramsAsync();
        _ = AnswerConnectionsAsync();
    }

    /// <summary>How many datagrams are lost before one arrives.</summary>
    public int Loses { get; set; }

    /// <summary>The names that were asked for.</summary>
    public List<string> Asked { get; } = [];

    public void Dispose()
    {
        datagrams.Dispose();
        connections.Dispose();
    }

    private async Task AnswerDatagramsAsync()
    {
        try
        {
            while (true)
            {
                var question = await datagrams.ReceiveAsync();
                if (Loses-- > 0) continue;
                await datagrams.SendAsync(Answer(question.Buffer, question.RemoteEndPoint), question.RemoteEndPoint);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerConnectionsAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await connections.AcceptTcpClientAsync();
                var stream = connection.GetStream();
                var length = new byte[2];
                await stream.ReadExactlyAsync(length);
                var question = new byte[(length[0] << 8) + length[1]];
                await stream.ReadExactlyAsync(question);
                var answer = Answer(question, connection.Client.RemoteEndPoint!);
                await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer]);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
        }
    }

    // RFC 1035: the question comes back with QR and RD set, then an address record whose name points at the question's.
    private byte[] Answer(byte[] question, EndPoint who)
    {
        var (code, hasAnswer) = decide(((IPEndPoint)who).Address);
        lock (Asked) Asked.Add(Name(question));
        byte[] header = [question[0], question[1], 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)(hasAnswer ? 1 : 0), 0, 0, 0, 0];
        byte[] address = hasAnswer ? [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1] : [];
        return [.. header, .. question[12..], .. address];
    }

    private static string Name(byte[] question)
    {
        var labels = new List<string>();
        for (var at = 12; question[at] > 0; at += question[at] + 1)
            labels.Add(System.Text.Encoding.ASCII.GetString(question, at + 1, question[at]));
        return string.Join('.', labels);
    }
}
