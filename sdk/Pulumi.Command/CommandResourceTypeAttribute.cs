namespace Pulumi.Command;

/// <summary>Names the resource type that a class stands for, so that references to resources can be read back as that class.</summary>
internal sealed class CommandResourceTypeAttribute(string type) : ResourceTypeAttribute(type, ProviderVersion.Value);
