using System.Collections.Immutable;

namespace Stratus.Core.Proof;

/// <summary>How the conductor's program runs in its pod.</summary>
public static class ConductorProcess
{
    /// <summary>
    /// The memory in which a whole run has been seen to work, as a quantity: what its pod asks for. It may take more where there is more, for many
    /// nodes make a large report.
    /// </summary>
    public const string Memory = "100M";

    /// <summary>The .NET runtime's settings, as variables: of some there is no other form.</summary>
    public static ImmutableSortedDictionary<string, string> Variables { get; } = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
    {
        // Diagnostics open a socket in a place that cannot be written.
        ["DOTNET_EnableDiagnostics"] = "0",
        // Memory is sandboxes': who mostly waits needs no collector beside it, collects each 4 MiB (hexadecimal), and counts no calls to compile better.
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCgen0size"] = "0x400000",
        ["DOTNET_TieredPGO"] = "0",
    });
}
