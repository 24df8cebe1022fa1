using System.Collections.Immutable;

namespace Stratus.Core.Settings.Rules;

/// <summary>The rules between settings.</summary>
public static partial class SettingRelations
{
    /// <summary>Hosts stand in the stack file or in an inventory.</summary>
    internal static SettingRelation OneListOfHosts { get; } = new()
    {
        Path = "inventory",
        Allowed = "hosts or inventory, not both",
        Example = "inventory: hosts.json",
        Fix = "remove hosts or inventory",
    };

    /// <summary>Unproven sandboxes are a developer's risk.</summary>
    internal static SettingRelation Enforced { get; } = new()
    {
        Path = "proof.enforce",
        Allowed = "true in staging and prod",
        Example = "true",
        Fix = "remove enforce; how sandboxes are started without a proof in an emergency stands in docs/proof.md",
        Check = draft => draft.IsStrict && !draft.Proof.Enforce ? [new("proof.enforce", "false")] : [],
    };

    /// <summary>Every rule, in the order of the reference.</summary>
    public static ImmutableArray<SettingRelation> All { get; } = [OneListOfHosts, .. Hosts(), .. Ec2(), .. Storage(), .. Addresses(), .. Egress(), Enforced, .. Budgets()];
}
