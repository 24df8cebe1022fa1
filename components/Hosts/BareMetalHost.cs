using Pulumi;
using Pulumi.Command.Remote.Inputs;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>A Linux machine that exists already, and lets us in over SSH. Nothing is done to it.</summary>
public sealed class BareMetalHost : ComponentResource
{
    /// <summary>Declares the machine.</summary>
    /// <param name="name">The resource's name; it should be the host's id, for another machine under the same name is never cleaned.</param>
    /// <param name="args">The machine and the key to it.</param>
    /// <param name="options">Pulumi's options.</param>
    public BareMetalHost(string name, BareMetalHostArgs args, ComponentResourceOptions? options = null)
        : base("stratus:hosts:BareMetalHost", name, options)
    {
        Settings = args.Host;
        var address = args.Host.Address ?? throw new ArgumentException($"{args.Host.Id} has no address", nameof(args));
        Connection = Output.CreateSecret(SshConnection.To(args.Host, address, args.PrivateKey));
        Address = Output.Create(address);
        HostKey = Output.Create(args.Host.HostKey ?? "none: whoever answers is trusted");
        Machine = new()
        {
            Settings = Settings,
            Connection = Connection,
            Address = Address,
            NodeAddress = Output.Create(args.Host.NodeAddress ?? address),
            PoolDevice = args.Host.ThinPool?.Device is { } device ? Output.Create(device) : null,
            Reached = SshAccess.Wait($"{name}-ssh", args.Host, Address, args.PrivateKey, this),
        };
        RegisterOutputs();
    }

    /// <summary>What the stack says of the machine.</summary>
    public HostSettings Settings { get; }

    /// <summary>How commands reach the machine. Secret.</summary>
    public Output<ConnectionArgs> Connection { get; }

    /// <summary>The machine as later components see it.</summary>
    public Machine Machine { get; }

    /// <summary>Where SSH reaches the machine.</summary>
    [Output("address")]
    public Output<string> Address { get; private set; }

    /// <summary>The host key that the machine must show, or a warning that none is asked for.</summary>
    [Output("hostKey")]
    public Output<string> HostKey { get; private set; }
}
