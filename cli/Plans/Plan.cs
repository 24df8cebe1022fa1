using System.Text.Json.Nodes;

namespace Stratus.Cli.Plans;

/// <summary>What a program would create, as the offline engine saw it. Never holds a secret: values are masked on arrival.</summary>
public sealed record Plan
{
    /// <summary>The version of the plan's JSON schema, <c>docs/plan.schema.json</c>. Raised when a reader of the former one would break.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The project's name, from <c>Pulumi.yaml</c>.</summary>
    public required string Project { get; init; }

    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>Every resource in tree order: a parent before its children, siblings by type, then name.</summary>
    public required IReadOnlyList<PlanResource> Resources { get; init; }

    /// <summary>The stack's outputs by name.</summary>
    public required JsonObject Outputs { get; init; }

    /// <summary>What the program warned of, sorted, each once.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}

/// <summary>One resource of a <see cref="Plan"/>.</summary>
public sealed record PlanResource
{
    /// <summary>The resource's unique name, <c>urn:pulumi:stack::project::types::name</c>.</summary>
    public required string Urn { get; init; }

    /// <summary>The type token, <c>kubernetes:core/v1:Namespace</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The resource's name.</summary>
    public required string Name { get; init; }

    /// <summary>The parent's URN; empty for the stack.</summary>
    public required string Parent { get; init; }

    /// <summary>True for what a provider manages, false for a component.</summary>
    public required bool Custom { get; init; }

    /// <summary>The URN of the provider; empty where the default provider is used, or none.</summary>
    public required string Provider { get; init; }

    /// <summary>The version of the provider's plugin; empty for components.</summary>
    public required string Version { get; init; }

    /// <summary>The URNs that must exist first, sorted.</summary>
    public required IReadOnlyList<string> Dependencies { get; init; }

    /// <summary>What the program asked for, with secrets and unknowns as markers.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>What a component registered as its outputs; empty for custom resources.</summary>
    public required JsonObject Outputs { get; init; }

    /// <summary>Options that change how the resource is created, replaced or deleted, by Pulumi's names; only those that were set.</summary>
    public required JsonObject Options { get; init; }
}
