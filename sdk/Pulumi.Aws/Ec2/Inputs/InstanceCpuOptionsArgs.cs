namespace Pulumi.Aws.Ec2.Inputs;

/// <summary>The CPU of an instance.</summary>
public sealed class InstanceCpuOptionsArgs : ResourceArgs
{
    /// <summary>Whether memory is encrypted by AMD SEV-SNP: enabled or disabled. Default: disabled.</summary>
    [Input("amdSevSnp")]
    public Input<string>? AmdSevSnp { get; set; }

    /// <summary>How many CPU cores the instance has. Default: all of its type.</summary>
    [Input("coreCount")]
    public Input<int>? CoreCount { get; set; }

    /// <summary>
    /// Whether the instance offers VT-x, so that KVM runs in it: enabled or disabled. Types C8i, M8i and R8i only. Default: disabled.
    /// </summary>
    [Input("nestedVirtualization")]
    public Input<string>? NestedVirtualization { get; set; }

    /// <summary>How many threads a core has; 1 turns hyper-threading off. Default: 2 where the type has it.</summary>
    [Input("threadsPerCore")]
    public Input<int>? ThreadsPerCore { get; set; }

    /// <summary>Args without values.</summary>
    public static new InstanceCpuOptionsArgs Empty => new();
}
