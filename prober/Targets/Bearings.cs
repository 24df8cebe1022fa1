using System.Collections.Immutable;

namespace Stratus.Prober.Targets;

/// <summary>Where things are in a cluster. What is null could not be brought about, and is told so in the report.</summary>
/// <param name="SameNamespace">The address of a pod among the sandboxes that answers.</param>
/// <param name="OtherNamespace">The address of one elsewhere.</param>
/// <param name="Service">The address of a Service in front of that.</param>
/// <param name="ApiServer">The address of the API's Service.</param>
/// <param name="Nodes">The addresses of the nodes, by name.</param>
internal sealed record Bearings(
    string? SameNamespace, string? OtherNamespace, string? Service, string? ApiServer, ImmutableSortedDictionary<string, string> Nodes);
