using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>What a custom object is to be. A program derives from it and adds the kind's fields, usually one called Spec.</summary>
public abstract class CustomResourceArgs : ResourceArgs
{
    /// <summary>The group and version of the object's kind, such as cilium.io/v2.</summary>
    [Input("apiVersion")]
    public Input<string> ApiVersion { get; }

    /// <summary>The object's kind.</summary>
    [Input("kind")]
    public Input<string> Kind { get; }

    /// <summary>The object's name, namespace, labels and the like.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    internal string Type { get; }

    /// <summary>Creates the args of a kind.</summary>
    /// <param name="apiVersion">Its group and version, such as cilium.io/v2.</param>
    /// <param name="kind">Its name, such as CiliumNetworkPolicy.</param>
    protected CustomResourceArgs(string apiVersion, string kind)
    {
        ApiVersion = apiVersion;
        Kind = kind;
        Type = $"kubernetes:{apiVersion}:{kind}";
    }
}
