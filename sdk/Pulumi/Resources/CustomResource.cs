namespace Pulumi;

/// <summary>A resource that a provider creates, reads, updates and deletes.</summary>
public class CustomResource : Resource
{
    /// <summary>Registers a resource.</summary>
    /// <param name="type">The type token, <c>package:module:Type</c>.</param>
    /// <param name="name">The name, unique among resources of the type and parents.</param>
    /// <param name="args">The inputs.</param>
    /// <param name="options">The options.</param>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, custom: true, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions())
    {
    }

    private protected CustomResource(string type, string name, bool dependency)
        : base(type, name, custom: true, ResourceArgs.Empty, new CustomResourceOptions(), dependency: dependency)
    {
    }

    /// <summary>The id that the provider gave. Unknown until it exists.</summary>
    public Output<string> Id { get; internal set; } = null!;
}
