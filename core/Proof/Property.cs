namespace Stratus.Core.Proof;

/// <summary>What a platform promises of its sandboxes.</summary>
public enum Property
{
    /// <summary>A sandbox has a kernel of its own.</summary>
    Kernel,

    /// <summary>A sandbox starts clean: nothing that an earlier one wrote is there.</summary>
    Ephemeral,

    /// <summary>A sandbox reaches what the stack names and nothing else, from its first packet.</summary>
    Egress,

    /// <summary>A sandbox has no identity in the cluster, sees nothing of its host or neighbours, and cannot starve them.</summary>
    Surface,

    /// <summary>A sandbox starts within its budget.</summary>
    ColdStart,
}
