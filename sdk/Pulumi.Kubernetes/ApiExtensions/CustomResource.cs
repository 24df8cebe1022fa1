using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>An object of a kind that a CustomResourceDefinition or an aggregated API server serves.</summary>
public class CustomResource : KubernetesResource
{
    /// <summary>The group and version of the object's kind, such as cilium.io/v2.</summary>
    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    /// <summary>The object's kind.</summary>
    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    /// <summary>The object's name, namespace, labels and the like.</summary>
    [Output("metadata")]
    public Output<ObjectMeta> Metadata { get; private set; } = null!;

    /// <summary>Declares the object.</summary>
    /// <param name="name">Its name in the program, from which the provider makes its name in the cluster.</param>
    /// <param name="args">What it is to be.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public CustomResource(string name, CustomResourceArgs args, CustomResourceOptions? options = null)
        : base(args.Type, name, args, ResourceDefaults.Merge(options, options?.Id))
    {
    }
}
