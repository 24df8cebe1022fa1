using Stratus.Cli.Hosts;
using Stratus.Tests.Shared.Ssh;

namespace Stratus.Cli.Tests.Hosts;

/// <summary>Real sshds as the command line sees them.</summary>
internal static class SshServers
{
    /// <summary>For sshd's ForceCommand: what is asked for runs as a user without any right.</summary>
    public const string AsNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups sh -c \"$SSH_ORIGINAL_COMMAND\"";

    /// <summary>A server with its key pinned and the key that it lets in.</summary>
    public static HostTarget Target(this SshServer server) => new()
    {
        Name = "box",
        Address = new("root", "127.0.0.1", server.Port),
        HostKey = server.HostKey,
        Identity = new(server.PrivateKeyFile),
    };

    /// <summary>The same through another server, which has to let the same key in.</summary>
    public static HostTarget Through(this HostTarget target, SshServer jump)
    {
        jump.Admit(target.Identity!.FullName + ".pub");
        return target with { Jump = new("root", "127.0.0.1", jump.Port), JumpHostKey = jump.HostKey };
    }
}
