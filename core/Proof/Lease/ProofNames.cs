namespace Stratus.Core.Proof.Lease;

/// <summary>The names by which the proof is known in a cluster. Admission keeps them for it.</summary>
public static class ProofNames
{
    /// <summary>The namespace of the conductor, of the controls and of the lease. Who may create pods in it is as powerful as the conductor.</summary>
    public const string Namespace = "stratus-smoke";

    /// <summary>The conductor's ServiceAccount.</summary>
    public const string ServiceAccount = "conductor";

    /// <summary>The conductor, as the API server knows it.</summary>
    public const string Conductor = $"system:serviceaccount:{Namespace}:{ServiceAccount}";

    /// <summary>The ConfigMap that holds the lease.</summary>
    public const string Lease = "stratus-proof-lease";

    /// <summary>The ConfigMap that holds the stack's plan.</summary>
    public const string Plan = "stratus-smoke-plan";

    /// <summary>The plan's key among its data.</summary>
    public const string PlanKey = "plan.json";

    /// <summary>How many ConfigMaps hold the program, always: a Job mounts each by its name.</summary>
    public const int ProgramParts = 4;

    /// <summary>The ConfigMap of a part of the program, from 0 on.</summary>
    public static string ProgramPart(int number) => FormattableString.Invariant($"{Prefix}program-{number}");

    /// <summary>What the name of every object of a run begins with. Such pods start without a lease, for they make it.</summary>
    public const string Prefix = "stratus-smoke-";

    /// <summary>The label by which a run finds its objects again.</summary>
    public const string RunLabel = "stratus.dev/smoke-run";

    /// <summary>The label by which a policy lets traffic in to a run's targets among the sandboxes.</summary>
    public const string TargetLabel = "stratus.dev/smoke-target";

    /// <summary>The port at which those targets answer, over TCP.</summary>
    public const int TargetPort = 8080;
}
