using System.Globalization;
using System.Text;
using Pulumi;
using Pulumi.Command.Local;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Stratus.Components.Networking;
using Stratus.Components.Remote;
using Stratus.Core.Naming;
using Stratus.Core.Networking;
using Stratus.Core.Proof.Lease;
using Stratus.Core.Proof.Plans;

namespace Stratus.Components.Proof;

/// <summary>
/// A platform that was seen to hold: its proof ran after everything that it vouches for, runs daily, and new sandboxes wait for it where the
/// stack enforces that. An up fails where the proof does.
/// </summary>
public sealed class SmokeTest : ComponentResource
{
    internal const string KeyName = "stratus-smoke-key";

    private readonly SmokeTestArgs _args;
    private readonly Namespace _namespace;

    /// <summary>Proves a platform.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="args">What is proven, and by which plan.</param>
    /// <param name="options">Pulumi's options.</param>
    public SmokeTest(string name, SmokeTestArgs args, ComponentResourceOptions? options = null)
        : base("stratus:proof:SmokeTest", name, options)
    {
        var digest = Vouched.Digest(args);
        _args = args with { Plan = args.Plan with { StackDigest = digest } };
        _namespace = new(ProofNames.Namespace, new() { Metadata = NamespaceMetadata() }, new() { Parent = this, Provider = args.Cluster.Provider });
        Resource[] policies = [.. ProofAdmission.AddNames(Options()), .. args.Platform.Proof.Enforce ? ProofAdmission.AddLease(digest, Options()) : []];
        AdmitToTargets();
        Resource[] needs = [.. ConductorAccess.Add(args.Platform.Sandbox.Namespace, Options()), Plan(policies), Key(), Script("upload", "", _namespace)];
        Schedule(needs);
        var job = $"{ProofNames.Prefix}{digest[..10]}";
        Script("await", job, Run(job, needs));
        RegisterOutputs();
    }

    private Job Run(string job, Resource[] needs)
    {
        var metadata = Metadata(job);
        // The await beside it shows how it goes, and why it fails; Pulumi's own would say that it did.
        metadata.Annotations = new() { ["pulumi.com/skipAwait"] = "true" };
        return new("smoke", new() { Metadata = metadata, Spec = ConductorPod.Job(_args.Plan.Image) }, After([.. needs, _args.Runtime, _args.Network, _args.Namespace]));
    }

    private void Schedule(Resource[] needs) => _ = new CronJob("smoke", new()
    {
        Metadata = Metadata("stratus-smoke"),
        Spec = new CronJobSpecArgs
        {
            Schedule = _args.Platform.Proof.Schedule,
            TimeZone = "Etc/UTC",
            ConcurrencyPolicy = "Forbid",
            // Late is better than never, as long as the lease may still last.
            StartingDeadlineSeconds = 1800,
            JobTemplate = new JobTemplateSpecArgs { Spec = ConductorPod.Job(_args.Plan.Image) },
        },
    }, After([.. needs, _args.Runtime]));

    // By its plan a run says what it vouches for: the plan comes once all of that is there, so that none that runs meanwhile vouches for what is to come. The policies
    // come first, and void what the stack was.
    private ConfigMap Plan(Resource[] policies) => new(ProofNames.Plan, new()
    {
        Metadata = Metadata(ProofNames.Plan),
        Data = { [ProofNames.PlanKey] = Encoding.UTF8.GetString(SmokePlanFile.Write(_args.Plan)) },
    }, After([.. policies, _args.Runtime, _args.Network, _args.Namespace]));

    private Secret Key() => new(KeyName, new() { Metadata = Metadata(KeyName), StringData = { ["private.pem"] = _args.PrivateKey } }, Options());

    private Command Script(string verb, string job, Resource after) => LocalScript.Run(
        $"smoke-{verb}",
        _args.Cluster.Kubeconfig.Apply(kubeconfig => EmbeddedScript.Load(
            "components/Proof/smoke.sh",
            ("STRATUS_SMOKE_VERB", verb),
            ("STRATUS_SMOKE_JOB", job),
            // A pull of the image comes before the run.
            ("STRATUS_SMOKE_SECONDS", (ConductorPod.DeadlineSeconds + 300).ToString(CultureInfo.InvariantCulture)),
            ("STRATUS_PROGRAM_DIGEST", _args.ProgramDigest),
            ("STRATUS_KUBECONFIG", kubeconfig))),
        new() { Parent = this, DependsOn = { after } });

    // Twice, as everything that is denied: each engine denies by itself.
    private void AdmitToTargets()
    {
        var metadata = Metadata("smoke-targets", _args.Platform.Sandbox.Namespace);
        var options = After(_args.Namespace);
        _ = new Pulumi.Kubernetes.Networking.V1.NetworkPolicy("smoke-targets", new()
        {
            Metadata = metadata,
            Spec = new Pulumi.Kubernetes.Types.Inputs.Networking.V1.NetworkPolicySpecArgs
            {
                PodSelector = new LabelSelectorArgs { MatchLabels = { [ProofNames.TargetLabel] = "true" } },
                PolicyTypes = { "Ingress" },
                Ingress =
                {
                    new Pulumi.Kubernetes.Types.Inputs.Networking.V1.NetworkPolicyIngressRuleArgs
                    {
                        Ports = { new Pulumi.Kubernetes.Types.Inputs.Networking.V1.NetworkPolicyPortArgs { Port = ProofNames.TargetPort, Protocol = "TCP" } },
                    },
                },
            },
        }, options);
        _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource(
            "smoke-targets",
            new CiliumPolicyArgs(CiliumPolicyArgs.Namespaced) { Metadata = metadata, Spec = PlainValues.ToInputs(SandboxPolicies.AdmitToTargets) },
            CustomResourceOptions.Merge(options, new() { DependsOn = { _args.Network } }));
    }

    private CustomResourceOptions Options() => new() { Parent = this, Provider = _args.Cluster.Provider, DependsOn = { _namespace } };

    private CustomResourceOptions After(params Resource[] resources) => CustomResourceOptions.Merge(Options(), new() { DependsOn = resources.ToList() });

    private static ObjectMetaArgs Metadata(string name, string space = ProofNames.Namespace) =>
        new() { Name = name, Namespace = space, Labels = { [Labels.ManagedBy] = Labels.Stratus } };

    // Its controls are privileged, and its targets have to be reached: no policy of network or of pods holds in it.
    private static ObjectMetaArgs NamespaceMetadata() => new()
    {
        Name = ProofNames.Namespace,
        Labels = { [Labels.ManagedBy] = Labels.Stratus, ["pod-security.kubernetes.io/enforce"] = "privileged" },
    };
}
