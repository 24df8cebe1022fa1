namespace Pulumi.Kubernetes;

/// <summary>A connection to a cluster, for the resources that name it as their provider.</summary>
[KubernetesResourceType("pulumi:providers:kubernetes")]
public partial class Provider : ProviderResource
{
    /// <summary>Declares the provider.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">Which cluster it talks to, and how. Default: what the environment says.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes", name, args ?? new ProviderArgs(), ResourceDefaults.Merge(options, ""))
    {
    }
}
