using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Stratus.Components.Networking;
using Stratus.Core.Naming;
using Stratus.Core.Networking;

namespace Stratus.Components.Sandboxes;

/// <summary>
/// A namespace in which hostile code may run: all traffic denied but what the stack names, no metadata service, no token, PodSecurity
/// restricted, RuntimeClasses enforced, quota and limits.
/// </summary>
public sealed class SandboxNamespace : ComponentResource
{
    private readonly SandboxNamespaceArgs _args;
    private readonly Namespace _namespace;

    /// <summary>Makes the namespace and everything that holds in it.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="args">The cluster, the limits and the destinations.</param>
    /// <param name="options">Pulumi's options.</param>
    public SandboxNamespace(string name, SandboxNamespaceArgs args, ComponentResourceOptions? options = null)
        : base("stratus:sandboxes:SandboxNamespace", name, options)
    {
        _args = args;
        _namespace = new(name, new() { Metadata = NamespaceMetadata() }, new() { Parent = this, Provider = args.Cluster.Provider });
        AddPolicies();
        SandboxLimits.Add(args, Metadata, Options());
        SandboxAdmission.Add(args, Options());
        Name = _namespace.Metadata.Apply(metadata => metadata.Name);
        RegisterOutputs();
    }

    /// <summary>The namespace's name.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; }

    private void AddPolicies()
    {
        // Twice denied, by Kubernetes' own kind and by Cilium's: a reader who knows only one of them sees it, and losing one opens nothing.
        _ = new Pulumi.Kubernetes.Networking.V1.NetworkPolicy("default-deny", new()
        {
            Metadata = Metadata("default-deny"),
            Spec = new Pulumi.Kubernetes.Types.Inputs.Networking.V1.NetworkPolicySpecArgs
            {
                PodSelector = new LabelSelectorArgs(),
                PolicyTypes = { "Ingress", "Egress" },
            },
        }, Options());
        Policy("default-deny", CiliumPolicyArgs.Namespaced, Metadata("default-deny"), SandboxPolicies.DefaultDeny);
        if (_args.Egress.Length > 0)
        {
            Policy("allowed-egress", CiliumPolicyArgs.Namespaced, Metadata("allowed-egress"), SandboxPolicies.Allow(_args.Egress));
        }
        var everywhere = new ObjectMetaArgs { Name = "stratus-deny-infrastructure", Labels = { [Labels.ManagedBy] = Labels.Stratus } };
        Policy("deny-infrastructure", CiliumPolicyArgs.ClusterWide, everywhere, SandboxPolicies.DenyInfrastructure);
    }

    // Cilium brings the kinds of its policies along; before it is there the API server knows none of them.
    private void Policy(string name, string kind, ObjectMetaArgs metadata, IReadOnlyDictionary<string, object> spec) =>
        _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource(
        name,
        new CiliumPolicyArgs(kind) { Metadata = metadata, Spec = PlainValues.ToInputs(spec) },
        CustomResourceOptions.Merge(Options(), new() { DependsOn = { _args.Network } }));

    private CustomResourceOptions Options() => new() { Parent = this, Provider = _args.Cluster.Provider, DependsOn = { _namespace } };

    private ObjectMetaArgs Metadata(string name) => new()
    {
        Name = name,
        Namespace = _args.Sandbox.Namespace,
        Labels = { [Labels.ManagedBy] = Labels.Stratus },
    };

    private ObjectMetaArgs NamespaceMetadata() => new()
    {
        Name = _args.Sandbox.Namespace,
        Labels =
        {
            [Labels.ManagedBy] = Labels.Stratus,
            [Labels.Sandbox] = "true",
            ["pod-security.kubernetes.io/enforce"] = "restricted",
            ["pod-security.kubernetes.io/audit"] = "restricted",
            ["pod-security.kubernetes.io/warn"] = "restricted",
        },
    };
}
