using Stratus.Core.Settings;

namespace Stratus.Components.Hosts;

/// <summary>What an <see cref="Ec2Perimeter"/> is made of.</summary>
public sealed record Ec2PerimeterArgs
{
    /// <summary>The platform whose hosts are inside.</summary>
    public required PlatformSettings Platform { get; init; }

    /// <summary>The stack's name, for tags.</summary>
    public required string Stack { get; init; }
}
