using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>
/// Which resource of the head is which of the base: the one with the same URN, stack and project aside, or the one that it names as an alias.
/// </summary>
internal sealed class ResourceMatch
{
    /// <summary>Pairs the resources of two plans.</summary>
    public ResourceMatch(Plan @base, Plan head)
    {
        var left = PlanOrder.Sort(@base.Resources).DistinctBy(resource => Key(resource.Urn))
            .ToDictionary(resource => Key(resource.Urn), StringComparer.Ordinal);
        var pairs = new List<(PlanResource?, PlanResource?)>();
        var unmatched = new List<PlanResource>();
        foreach (var resource in PlanOrder.Sort(head.Resources))
        {
            if (left.Remove(Key(resource.Urn), out var old)) pairs.Add((old, resource));
            else unmatched.Add(resource);
        }

        foreach (var resource in unmatched)
        {
            var alias = Aliases(resource).Select(Key).FirstOrDefault(left.ContainsKey);
            PlanResource? old = null;
            if (alias is not null) left.Remove(alias, out old);
            pairs.Add((old, resource));
        }

        Pairs = [.. pairs, .. PlanOrder.Sort(left.Values).Select(old => ((PlanResource?)old, (PlanResource?)null))];
    }

    /// <summary>Every resource of either plan once.</summary>
    public IReadOnlyList<(PlanResource? Old, PlanResource? New)> Pairs { get; }

    /// <summary>What names a resource whatever its stack and project are called.</summary>
    public static string Key(string urn)
    {
        var parts = urn.Split("::", 4);
        if (parts.Length < 4) return urn;
        // The stack's own name is made of the project's and the stack's.
        return parts[2] == "pulumi:pulumi:Stack" ? parts[2] : $"{parts[2]}::{parts[3]}";
    }

    private static IEnumerable<string> Aliases(PlanResource resource) =>
        (resource.Options["aliases"] as JsonArray ?? [])
        .Select(alias => alias is JsonObject ? PlanValue.Text(alias, "urn") : alias?.GetValueKind() == JsonValueKind.String ? alias.GetValue<string>() : null)
        .OfType<string>();
}
