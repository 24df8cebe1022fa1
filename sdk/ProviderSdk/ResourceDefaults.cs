using System.Collections.Immutable;

namespace Pulumi.ProviderSdk;

/// <summary>The options that a provider gives all its resources, under those that a program gives one.</summary>
internal static class ResourceDefaults
{
    public static CustomResourceOptions Merge(
        CustomResourceOptions? options,
        Input<string>? id,
        ImmutableArray<string> aliases = default,
        ImmutableArray<string> secretOutputs = default,
        ImmutableArray<string> replaceOnChanges = default)
    {
        var defaults = new CustomResourceOptions { Version = ProviderVersion.Value };
        foreach (var alias in aliases.Present())
            defaults.Aliases.Add(new Alias { Type = alias });
        foreach (var secret in secretOutputs.Present())
            defaults.AdditionalSecretOutputs.Add(secret);
        foreach (var change in replaceOnChanges.Present())
            defaults.ReplaceOnChanges.Add(change);

        var merged = CustomResourceOptions.Merge(defaults, options);
        // A resource that is declared passes an empty id, which the client takes for none; one that is read passes its own.
        merged.Id = id ?? merged.Id;
        return merged;
    }

    private static ImmutableArray<string> Present(this ImmutableArray<string> values) => values.IsDefault ? [] : values;
}
