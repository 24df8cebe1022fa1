using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

/// <summary>Anything that the engine knows by a URN.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly HashSet<Resource> _children = [];
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];

    /// <summary>Constructs and registers a resource.</summary>
    [SuppressMessage("Usage", "CA2214", Justification = "Registration must begin with construction; that is Pulumi's contract.")]
    private protected Resource(
        string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote = false, bool dependency = false)
    {
        if (dependency)
        {
            (_type, _name, IsRemote) = (type, name, remote);
            return;
        }
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_type, _name, IsRemote) = (type, name, remote);

        // What is only read has no parent unless it is given one; everything else has the stack's.
        var parent = options.Parent ?? (type == Stack.RootType || options.Urn is not null ? null : Deployment.Internal.StackOrNull);
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        (args, options) = Transform(args, options.Clone());

        options = options.Clone();
        options.Parent = parent;
        options.Protect ??= parent?.Protected;
        Protected = options.Protect;
        parent?.AddChild(this);
        Providers = ResourceProviders.Resolve(this, custom, options);
        Deployment.Internal.ReadOrRegister(this, args, options, custom);
    }

    /// <summary>The resource's unique name. Carries the resource as its dependency.</summary>
    public Output<string> Urn { get; internal set; } = null!;

    /// <summary>The type token.</summary>
    public string GetResourceType() => _type;

    /// <summary>The name that the program gave.</summary>
    public string GetResourceName() => _name;

    internal bool IsRemote { get; }

    internal bool? Protected { get; }

    /// <summary>The providers that descendants inherit, by package.</summary>
    internal ImmutableDictionary<string, ProviderResource> Providers { get; } = ImmutableDictionary<string, ProviderResource>.Empty;

    internal ImmutableArray<Resource> Children
    {
        get
        {
            lock (_children)
            {
                return [.. _children];
            }
        }
    }

    internal ProviderResource? GetProvider(string token) =>
        token.Split(':') is { Length: 3 } parts ? Providers.GetValueOrDefault(parts[0]) : null;

    private void AddChild(Resource child)
    {
        lock (_children)
        {
            _children.Add(child);
        }
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new(this, args, options)) is not { } result)
            {
                continue;
            }
            if (result.Options.Parent != options.Parent)
            {
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            }
            (args, options) = (result.Args, result.Options);
        }
        return (args, options);
    }
}
