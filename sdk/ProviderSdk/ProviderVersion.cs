using System.Reflection;

namespace Pulumi.ProviderSdk;

/// <summary>The version of the provider that this SDK drives, sent with every resource so that the engine fetches that plugin.</summary>
internal static class ProviderVersion
{
    public static string Value { get; } =
        typeof(ProviderVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "PulumiProviderVersion")?.Value
        ?? throw new InvalidOperationException("The assembly was built without the version of its provider (see sdk/Provider.props).");
}
