using System.Collections.Immutable;

namespace Pulumi.ProviderSdk;

/// <summary>Inputs that are secret whatever a program passes: the provider's schema says so.</summary>
internal static class SecretInput
{
    public static Input<T>? Of<T>(Input<T>? value) => value is null ? null : (Input<T>)Output.CreateSecret<T>(value);

    public static InputMap<V> Of<V>(InputMap<V> value) => Output.CreateSecret<ImmutableDictionary<string, V>>(value);
}
