using Pulumi;
using Pulumi.Command.Remote.Inputs;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>How SSH reaches a machine, wherever it came from.</summary>
internal static class SshConnection
{
    public static ConnectionArgs To(HostSettings host, Input<string> address, Output<string>? privateKey)
    {
        var connection = new ConnectionArgs
        {
            Host = address,
            Port = host.Port,
            User = host.User,
            // The provider's default gives up after 11 s; a machine that has just been rebooted takes minutes.
            DialErrorLimit = SshAccess.DialsIn(host.SshWaitMinutes),
        };
        if (host.HostKey is { } hostKey)
        {
            connection.HostKey = hostKey;
        }
        if (privateKey is not null)
        {
            connection.PrivateKey = privateKey;
        }
        if (host.JumpHost is { } jump)
        {
            connection.Proxy = ProxyThrough(jump, privateKey);
        }
        return connection;
    }

    private static ProxyConnectionArgs ProxyThrough(JumpHostSettings jump, Output<string>? privateKey)
    {
        var proxy = new ProxyConnectionArgs { Host = jump.Address, Port = jump.Port, User = jump.User };
        if (jump.HostKey is { } hostKey)
        {
            proxy.HostKey = hostKey;
        }
        if (privateKey is not null)
        {
            proxy.PrivateKey = privateKey;
        }
        return proxy;
    }
}
