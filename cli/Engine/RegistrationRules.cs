using Stratus.Cli.Plans;

namespace Stratus.Cli.Engine;

/// <summary>What the Pulumi engine demands of a registration.</summary>
internal static class RegistrationRules
{
    /// <summary>A type and a name that make a URN.</summary>
    public static void CheckNames(PlanResource resource)
    {
        if (resource.Name.Length == 0)
            throw new EngineRefusal($"a resource of type '{resource.Type}' has no name",
                "Give it one: the first argument of its constructor.");
        if (resource.Type.Length == 0)
            throw new EngineRefusal($"resource '{resource.Name}' has no type", "Pass a type token such as 'acme:index:Thing'.");
        if (resource.Type.Contains("::", StringComparison.Ordinal) || resource.Type.Contains('$', StringComparison.Ordinal))
            throw new EngineRefusal(
                $"type '{resource.Type}' of resource '{resource.Name}' contains '::' or '$', which separate the parts of a URN",
                "Use a type token such as 'acme:index:Thing'.");
        // Components may have a type of any form; a custom resource's names its provider's package, module and type.
        if (resource.Custom && resource.Type.Split(':') is not [{ Length: > 0 }, _, { Length: > 0 }])
            throw new EngineRefusal($"type '{resource.Type}' of resource '{resource.Name}' does not have three parts",
                "A custom resource's type is package:module:type, such as 'kubernetes:core/v1:Namespace'.");
    }

    /// <summary>Whatever the resource refers to must have been registered before it.</summary>
    public static void CheckReferences(Registration registration, Dictionary<string, PlanResource> resources)
    {
        var resource = registration.Resource;
        foreach (var (role, urn) in registration.References.Where(reference => reference.Urn.Length > 0))
        {
            if (!resources.TryGetValue(urn, out var other))
                throw new EngineRefusal($"{resource.Urn} names a {role} that does not exist: {urn}",
                    "Register it first, or correct the reference; a URN must come from a resource of this stack.");
            if (role == "provider" && !other.Type.StartsWith(Wire.ProviderTypePrefix, StringComparison.Ordinal))
                throw new EngineRefusal($"{resource.Urn} names {urn} as its provider, which is a {other.Type}",
                    "Pass a provider resource, such as Pulumi.Kubernetes.Provider.");
        }
        CheckPackage(resource);
    }

    /// <summary>A former name belongs to one resource, and to none that exists.</summary>
    public static void CheckAliases(
        Registration registration, Dictionary<string, PlanResource> resources, Dictionary<string, string> aliases)
    {
        var urn = registration.Resource.Urn;
        if (aliases.TryGetValue(urn, out var claimant) && claimant != urn)
            throw Clash(urn, claimant, urn);
        foreach (var alias in registration.Aliases.Where(alias => alias != urn))
        {
            if (resources.ContainsKey(alias))
                throw Clash(alias, urn, alias);
            if (aliases.TryGetValue(alias, out claimant) && claimant != urn)
                throw Clash(alias, urn, claimant);
        }
    }

    private static void CheckPackage(PlanResource resource)
    {
        var package = resource.Type.Split(':')[0];
        if (resource is not { Custom: true, Provider.Length: > 0 }
            || Urns.QualifiedType(resource.Provider).EndsWith(':' + package, StringComparison.Ordinal))
            return;
        throw new EngineRefusal($"{resource.Urn} is of package '{package}', but its provider is {resource.Provider}",
            $"Pass a provider of package '{package}', or none.");
    }

    private static EngineRefusal Clash(string alias, string first, string second) => new(
        $"alias {alias} of {first} also belongs to {second}",
            "Remove the alias from one of them: a former name can pass to one resource only.");
}
