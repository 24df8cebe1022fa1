namespace Pulumi.Aws.Ec2.Outputs;

/// <summary>The CPU of an instance.</summary>
[OutputType]
public sealed class InstanceCpuOptions
{
    /// <summary>Whether memory is encrypted by AMD SEV-SNP: enabled or disabled.</summary>
    public readonly string? AmdSevSnp;

    /// <summary>How many CPU cores the instance has.</summary>
    public readonly int? CoreCount;

    /// <summary>Whether the instance offers VT-x, so that KVM runs in it: enabled or disabled. Types C8i, M8i and R8i only.</summary>
    public readonly string? NestedVirtualization;

    /// <summary>How many threads a core has; 1 turns hyper-threading off.</summary>
    public readonly int? ThreadsPerCore;

    [OutputConstructor]
    internal InstanceCpuOptions(string? amdSevSnp, int? coreCount, string? nestedVirtualization, int? threadsPerCore)
    {
        AmdSevSnp = amdSevSnp;
        CoreCount = coreCount;
        NestedVirtualization = nestedVirtualization;
        ThreadsPerCore = threadsPerCore;
    }
}
