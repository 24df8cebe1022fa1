using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Engine;

/// <summary>
/// Every resource registered so far, and the rules that a new one must keep. Safe for parallel calls; constant work for each.
/// </summary>
internal sealed class Registry
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, PlanResource> resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> outputs = new(StringComparer.Ordinal);
    private string? stack;

    /// <summary>Adds a resource, or throws an <see cref="EngineRefusal"/>.</summary>
    public void Add(Registration registration)
    {
        var resource = registration.Resource;
        RegistrationRules.CheckNames(resource);
        lock (gate)
        {
            RegistrationRules.CheckReferences(registration, resources);
            RegistrationRules.CheckAliases(registration, resources, aliases);
            if (resource.Type == Wire.StackType && (stack ??= resource.Urn) != resource.Urn)
                throw new EngineRefusal($"a second stack was registered: {resource.Urn}; the first is {stack}",
                    "Call Deployment.RunAsync once.");
            if (!resources.TryAdd(resource.Urn, resource))
                throw new EngineRefusal(
                    $"duplicate resource {resource.Urn}: two resources of type {resource.Type} under the same parent are named "
                    + $"'{resource.Name}'",
                    "Give one of them another name.");
            foreach (var alias in registration.Aliases)
                aliases.TryAdd(alias, resource.Urn);
        }
    }

    /// <summary>Keeps what a component registered as its outputs, once.</summary>
    public void AddOutputs(string urn, JsonObject values)
    {
        lock (gate)
        {
            if (!resources.TryGetValue(urn, out var resource))
                throw new EngineRefusal(
                    $"outputs were registered for '{urn}', which was never registered itself",
                        "Register the component before its outputs.");
            if (resource.Custom)
                throw new EngineRefusal(
                    $"outputs were registered for {urn}, which is not a component",
                        "Only components register outputs; a provider gives a custom resource its own.");
            if (!outputs.TryAdd(urn, values))
                throw new EngineRefusal($"outputs of {urn} were registered twice",
                    "Call RegisterOutputs once, at the end of the component's constructor.");
        }
    }

    /// <summary>The resource of that URN, or null.</summary>
    public PlanResource? Find(string urn)
    {
        lock (gate)
            return resources.GetValueOrDefault(urn);
    }

    /// <summary>Everything registered so far, in no particular order, components with their outputs.</summary>
    public IReadOnlyList<PlanResource> Snapshot()
    {
        lock (gate)
            return [.. resources.Values.Select(resource => outputs.TryGetValue(resource.Urn, out var values)
                ? resource with { Outputs = values } : resource)];
    }
}
