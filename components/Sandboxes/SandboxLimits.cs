using System.Globalization;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Stratus.Components.Sandboxes;

/// <summary>How much a sandbox gets if it does not say, and how much all of them get together.</summary>
internal static class SandboxLimits
{
    public static void Add(SandboxNamespaceArgs args, Func<string, ObjectMetaArgs> metadata, CustomResourceOptions options)
    {
        var sandbox = args.Sandbox;
        _ = new LimitRange("sandbox-defaults", new()
        {
            Metadata = metadata("sandbox-defaults"),
            Spec = new LimitRangeSpecArgs { Limits = { PerContainer(sandbox.Cpu, sandbox.Memory, sandbox.EphemeralStorage) } },
        }, options);
        _ = new ResourceQuota("sandbox-quota", new()
        {
            Metadata = metadata("sandbox-quota"),
            Spec = new ResourceQuotaSpecArgs
            {
                Hard =
                {
                    ["pods"] = sandbox.MaxSandboxes.ToString(CultureInfo.InvariantCulture),
                    ["count/jobs.batch"] = sandbox.MaxSandboxes.ToString(CultureInfo.InvariantCulture),
                    // Nothing that outlives a sandbox, and nothing that opens a way in.
                    ["persistentvolumeclaims"] = "0",
                    ["services.loadbalancers"] = "0",
                    ["services.nodeports"] = "0",
                },
            },
        }, options);
    }

    // The maximum is the default: with the number of pods it bounds what all sandboxes take together. Limits equal requests,
    // for a microVM is sized by its limits and memory that was never requested is another sandbox's.
    private static LimitRangeItemArgs PerContainer(string cpu, string memory, string ephemeralStorage)
    {
        InputMap<string> limits = new() { ["cpu"] = cpu, ["memory"] = memory, ["ephemeral-storage"] = ephemeralStorage };
        return new() { Type = "Container", Default = limits, DefaultRequest = limits, Max = limits };
    }
}
