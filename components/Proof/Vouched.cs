using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Stratus.Core.Networking;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Sandboxes;
using Stratus.Core.Settings;

namespace Stratus.Components.Proof;

/// <summary>Everything that a run of the proof vouches for. When any of it changes, an up runs the proof again, and the lease of any earlier run is void.</summary>
internal static class Vouched
{
    /// <summary>Its SHA-256, lower-case hex. What the plan says of it, and what a rule asks for by it, is left out: both are this very digest.</summary>
    public static string Digest(SmokeTestArgs args)
    {
        var all = JsonSerializer.Serialize(new object[]
        {
            // The plan holds the lock's digest, nodes and RuntimeClasses; of ranges of addresses one address only.
            Encoding.UTF8.GetString(SmokePlanFile.Write(args.Plan with { StackDigest = "" })),
            args.ProgramDigest,
            SandboxPolicies.DefaultDeny,
            SandboxPolicies.DenyInfrastructure,
            SandboxPolicies.AdmitToTargets,
            SandboxPolicies.Allow(args.Platform.Egress),
            AdmissionRules.For(args.Plan.RuntimeClasses.Select(runtime => runtime.Name)),
            AdmissionRules.Templates,
            AdmissionRules.Network,
            AdmissionRules.CiliumPolicies,
            LeaseRules.Names,
            LeaseRules.Pools,
            LeaseRules.Writers,
            args.Platform.Proof.Enforce ? [LeaseRules.Pods(""), LeaseRules.Bindings] : Array.Empty<object>(),
            args.Platform.Hosts.Select(Machine),
            Image(args.Platform.Aws),
            args.Platform.Sandbox,
            args.Platform.Cluster,
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    // What makes it that machine, as it is prepared; not how operators reach it, nor what keeps it from being deleted.
    private static object Machine(HostSettings host) => new
    {
        host.Id,
        host.Role,
        host.Address,
        host.NodeAddress,
        host.HostKey,
        host.Reapply,
        host.ThinPool,
        Ec2 = host.Ec2 is { } ec2 ? ec2 with { Protected = true } : null,
    };

    private static object Image(AwsSettings? aws) => new { aws?.Region, aws?.VpcId, aws?.AmiOwner, aws?.AmiName };
}
