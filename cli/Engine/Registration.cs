using System.Text.Json.Nodes;
using Pulumirpc;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Engine;

/// <summary>One resource as it arrived, masked, together with everything it refers to.</summary>
internal sealed record Registration(PlanResource Resource, IReadOnlyList<string> Aliases, IReadOnlyList<Reference> References)
{
    /// <summary>Reads a <c>RegisterResource</c> call.</summary>
    public static Registration Read(RegisterResourceRequest request, string project, string stack, Masking masking)
    {
        var aliases = request.Aliases
            .Select(alias => Urns.OfAlias(alias, stack, project, request.Parent, request.Type, request.Name))
            .Concat(request.AliasURNs).ToArray();
        var inputs = masking.Object(request.Object);
        foreach (var secret in request.AdditionalSecretOutputs.Where(name => inputs[name] is not null))
            inputs[secret] = Masking.Secret(unknown: inputs[secret] is JsonObject marker && marker.ContainsKey("$unknown"));
        var dependencies = Sorted(request.Dependencies.Concat(request.PropertyDependencies.Values.SelectMany(urns => urns.Urns)));
        var resource = new PlanResource
        {
            Urn = Urns.Create(stack, project, request.Parent, request.Type, request.Name),
            Type = request.Type,
            Name = request.Name,
            Parent = request.Parent,
            Custom = request.Custom,
            Provider = Urns.OfProvider(request.Provider),
            Version = request.Version,
            Dependencies = dependencies,
            Inputs = inputs,
            Outputs = [],
            Options = ResourceOptions.Read(request, aliases, masking),
        };
        return new(resource, aliases, [.. ReferencesOf(resource), .. ReferencesOf(request)]);
    }

    /// <summary>Reads a <c>ReadResource</c> call: something that exists already and is looked up by its id.</summary>
    public static Registration Read(ReadResourceRequest request, string project, string stack, Masking masking)
    {
        var resource = new PlanResource
        {
            Urn = Urns.Create(stack, project, request.Parent, request.Type, request.Name),
            Type = request.Type,
            Name = request.Name,
            Parent = request.Parent,
            Custom = true,
            Provider = Urns.OfProvider(request.Provider),
            Version = request.Version,
            Dependencies = Sorted(request.Dependencies),
            Inputs = masking.Object(request.Properties),
            Outputs = [],
            Options = new() { ["id"] = masking.Node(new() { StringValue = request.Id }) },
        };
        return new(resource, [], [.. ReferencesOf(resource)]);
    }

    private static IEnumerable<Reference> ReferencesOf(PlanResource resource) =>
        [new("parent", resource.Parent), new("provider", resource.Provider),
            .. resource.Dependencies.Select(urn => new Reference("dependency", urn))];

    private static IEnumerable<Reference> ReferencesOf(RegisterResourceRequest request) =>
    [
        new("deletedWith", request.DeletedWith),
        .. request.ReplaceWith.Select(urn => new Reference("replaceWith", urn)),
        .. request.Providers.Values.Select(reference => new Reference("provider", Urns.OfProvider(reference))),
    ];

    private static string[] Sorted(IEnumerable<string> urns) => [.. urns.Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>Another resource that must be registered before this one. An empty URN refers to nothing.</summary>
internal sealed record Reference(string Role, string Urn);
