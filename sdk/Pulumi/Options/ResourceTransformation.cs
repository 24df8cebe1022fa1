namespace Pulumi;

/// <summary>Changes a resource's arguments and options before it is registered. Gives null to leave it as it is.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);

/// <summary>What a <see cref="ResourceTransformation"/> sees.</summary>
/// <param name="Resource">The resource being constructed.</param>
/// <param name="Args">Its arguments.</param>
/// <param name="Options">Its options.</param>
public readonly record struct ResourceTransformationArgs(Resource Resource, ResourceArgs Args, ResourceOptions Options);

/// <summary>What a <see cref="ResourceTransformation"/> puts in their place. The parent may not change.</summary>
/// <param name="Args">The arguments to use.</param>
/// <param name="Options">The options to use.</param>
public readonly record struct ResourceTransformationResult(ResourceArgs Args, ResourceOptions Options);
