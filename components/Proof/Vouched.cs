using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Stratus.Core.Networking;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Sandboxes;

namespace Stratus.Components.Proof;

/// <summary>Everything that a run of the proof vouches for. When any of it changes, an up runs the proof again.</summary>
internal static class Vouched
{
    /// <summary>Ten hex digits of its SHA-256.</summary>
    public static string Digest(SmokeTestArgs args)
    {
        var all = JsonSerializer.Serialize(new object[]
        {
            // The plan holds the lock's digest, nodes and RuntimeClasses; of ranges of addresses the first only.
            Encoding.UTF8.GetString(SmokePlanFile.Write(args.Plan)),
            args.ProgramDigest,
            SandboxPolicies.DefaultDeny,
            SandboxPolicies.DenyInfrastructure,
            SandboxPolicies.AdmitToTargets,
            SandboxPolicies.Allow(args.Platform.Egress),
            AdmissionRules.For(args.Plan.RuntimeClasses.Select(runtime => runtime.Name)),
            LeaseRules.Names,
            args.Platform.Sandbox,
            args.Platform.Cluster,
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..10];
    }
}
