using Pulumi.Utilities;

namespace Stratus.Sdk.Tests.Outputs;

/// <summary>Everything that an output resolves to.</summary>
internal sealed record Seen<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Dependencies)
{
    /// <summary>The value and its marks. What lies behind an unknown output is nobody's business, so it is the default here.</summary>
    public (T Value, bool IsKnown, bool IsSecret) Marks => (IsKnown ? Value : default!, IsKnown, IsSecret);
}

internal static class Seen
{
    public static async Task<Seen<T>> SeeAsync<T>(this Output<T> output) => new(
        await OutputUtilities.GetValueAsync(output),
        await OutputUtilities.GetIsKnownAsync(output),
        await Output.IsSecretAsync(output),
        await OutputUtilities.GetDependenciesAsync(output));
}

/// <summary>An output as FsCheck makes one up: any value, known or not, secret or not.</summary>
public sealed record Any<T>(T Value, bool IsKnown, bool IsSecret)
{
    public Output<T> ToOutput()
    {
        var output = IsKnown ? Output.Create(Value) : OutputUtilities.CreateUnknown(Value);
        return IsSecret ? Output.CreateSecret(output) : output;
    }
}
