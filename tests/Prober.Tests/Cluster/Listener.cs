using System.Net;
using System.Net.Sockets;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>Takes connections to a port, over IPv4 and IPv6; while it is down it is closed.</summary>
internal sealed class Listener : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };

    public Listener(IPAddress address, int port, HashSet<int> down)
    {
        // In the namespace of the thread that asks.
        socket.Bind(new IPEndPoint(address, port));
        if (!down.Contains(port)) socket.Listen(512);
        _ = AcceptAsync();
    }

    public void Dispose() => socket.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) (await socket.AcceptAsync()).Dispose();
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}

/// <summary>Sends every datagram back.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly UdpClient socket;
    private readonly HashSet<int> down;
    private readonly int port;

    public EchoServer(string address, int port, HashSet<int> down)
    {
        (this.port, this.down) = (port, down);
        socket = new(new IPEndPoint(IPAddress.Parse(address), port));
        _ = EchoAsync();
    }

    public void Dispose() => socket.Dispose();

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                var datagram = await socket.ReceiveAsync();
                if (!down.Contains(port)) await socket.SendAsync(datagram.Buffer, datagram.RemoteEndPoint);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
        }
    }
}
