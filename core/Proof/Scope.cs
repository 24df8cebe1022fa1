using System.Collections.Immutable;
using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Egress;

namespace Stratus.Core.Proof;

/// <summary>What separates a container from its host.</summary>
public enum RuntimeKind
{
    /// <summary>Namespaces only: it shares the host's kernel. Never a sandbox, always a control.</summary>
    SharedKernel,

    /// <summary>gVisor: a kernel in user space.</summary>
    GVisor,

    /// <summary>A virtual machine with a kernel of its own.</summary>
    MicroVm,
}

/// <summary>A RuntimeClass, as the stack declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Handler">The name of containerd's runtime behind it.</param>
/// <param name="Kind">What it has to be.</param>
public sealed record RuntimeClass(string Name, string Handler, RuntimeKind Kind);

/// <summary>What the stack declares, and a run therefore has to cover: every node × RuntimeClass × launch path.</summary>
public sealed record Scope
{
    /// <summary>The nodes that may run sandboxes.</summary>
    public required ImmutableArray<string> Nodes { get; init; }

    /// <summary>The RuntimeClasses that sandboxes may name.</summary>
    public required ImmutableArray<RuntimeClass> RuntimeClasses { get; init; }

    /// <summary>The ways in which sandboxes come to be.</summary>
    public required ImmutableArray<LaunchPath> LaunchPaths { get; init; }

    /// <summary>What sandboxes may and may not reach; of each <see cref="TargetKind"/> one at least, or a reason in <see cref="Absent"/>.</summary>
    public required ImmutableArray<EgressTarget> Targets { get; init; }

    /// <summary>Kinds of targets that do not exist here, and why. They stand in the report as not proven.</summary>
    public ImmutableArray<AbsentTarget> Absent { get; init; } = [];

    /// <summary>How long starts may take.</summary>
    public required ImmutableArray<Budget> Budgets { get; init; }

    /// <summary>Every place, in the order of the declaration.</summary>
    public IEnumerable<Place> Places() =>
        from node in Nodes
        from runtime in RuntimeClasses
        from path in LaunchPaths
        select new Place(node, runtime.Name, path);
}
