using Pulumi;
using Stratus.Core.Sandboxes;

namespace Stratus.Components.Sandboxes;

/// <summary>
/// Refuses, in every sandbox namespace, a pod that would not be a sandbox, for PodSecurity does not look at RuntimeClasses, and a policy that would open one.
/// </summary>
internal static class SandboxAdmission
{
    public static void Add(SandboxNamespaceArgs args, CustomResourceOptions options)
    {
        AdmissionPolicy.Add("sandbox-pods", AdmissionRules.For(args.RuntimeClasses), AdmissionPolicy.Sandboxes, null, options,
            AdmissionPolicy.Rule("", ["pods", "pods/ephemeralcontainers", "pods/resize"], "CREATE", "UPDATE"));
        AdmissionPolicy.Add("sandbox-templates", AdmissionRules.Templates, AdmissionPolicy.Sandboxes, null, options,
            AdmissionPolicy.RuleOfAnyVersion(AgentSandbox.PoolsGroup, [AgentSandbox.Templates], "CREATE", "UPDATE"));
        AdmissionPolicy.Add("sandbox-network", AdmissionRules.Network, AdmissionPolicy.Sandboxes, null, options,
            AdmissionPolicy.RuleOfAnyVersion("networking.k8s.io", ["networkpolicies"], "CREATE", "UPDATE", "DELETE"),
            AdmissionPolicy.RuleOfAnyVersion("cilium.io", [.. AdmissionRules.CiliumPolicies], "CREATE", "UPDATE", "DELETE"));
    }
}
