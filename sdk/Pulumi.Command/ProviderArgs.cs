namespace Pulumi.Command;

/// <summary>The provider's configuration, of which there is none.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    /// <summary>Args without values.</summary>
    public static new ProviderArgs Empty => new();
}
