using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;

namespace Stratus.Components.Networking;

/// <summary>A Cilium policy: in one namespace, or in the whole cluster.</summary>
internal sealed class CiliumPolicyArgs(string kind) : CustomResourceArgs("cilium.io/v2", kind)
{
    public const string Namespaced = "CiliumNetworkPolicy";

    public const string ClusterWide = "CiliumClusterwideNetworkPolicy";

    [Input("spec")]
    public Input<ImmutableDictionary<string, object>>? Spec { get; set; }
}
