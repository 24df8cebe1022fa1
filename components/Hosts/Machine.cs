using Pulumi;
using Pulumi.Command.Remote.Inputs;
using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>A machine as later components see it, wherever it came from. What only its maker knows is an output.</summary>
public sealed record Machine
{
    /// <summary>What the stack says of the machine.</summary>
    public required HostSettings Settings { get; init; }

    /// <summary>How commands reach the machine. Secret.</summary>
    public required Output<ConnectionArgs> Connection { get; init; }

    /// <summary>Where SSH, and on a server the Kubernetes API, is reached from outside.</summary>
    public required Output<string> Address { get; init; }

    /// <summary>Where the other nodes reach it.</summary>
    public required Output<string> NodeAddress { get; init; }

    /// <summary>The block device of the thin pool; null where it has none of its own.</summary>
    public required Output<string>? PoolDevice { get; init; }

    /// <summary>That SSH lets us in; whatever connects to the machine depends on it.</summary>
    public required Resource Reached { get; init; }

    /// <summary>What the stack says of the machine, with the addresses that it turned out to have.</summary>
    internal Output<HostSettings> Addressed => Output.Tuple(Address, NodeAddress)
        .Apply(addresses => Settings with { Address = addresses.Item1, NodeAddress = addresses.Item2 });
}
