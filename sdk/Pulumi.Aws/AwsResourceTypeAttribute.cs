namespace Pulumi.Aws;

/// <summary>Names the resource type that a class stands for, so that references to resources can be read back as that class.</summary>
internal sealed class AwsResourceTypeAttribute(string type) : ResourceTypeAttribute(type, ProviderVersion.Value);
