using Pulumi;
using Stratus.Core.Sandboxes;

namespace Stratus.Components.Sandboxes;

/// <summary>Refuses, in every sandbox namespace, a pod that would not be a sandbox. PodSecurity does not look at RuntimeClasses.</summary>
internal static class SandboxAdmission
{
    public static void Add(SandboxNamespaceArgs args, CustomResourceOptions options)
    {
        AdmissionPolicy.Add("sandbox-pods", AdmissionRules.For(args.RuntimeClasses), AdmissionPolicy.Sandboxes, null, options,
            AdmissionPolicy.Rule("", ["pods", "pods/ephemeralcontainers", "pods/resize"], "CREATE", "UPDATE"));
        AdmissionPolicy.Add("sandbox-templates", AdmissionRules.Templates, AdmissionPolicy.Sandboxes, null, options,
            AdmissionPolicy.RuleOfAnyVersion(AgentSandbox.PoolsGroup, [AgentSandbox.Templates], "CREATE", "UPDATE"));
    }
}
