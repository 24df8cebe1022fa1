using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A resource class's property that the engine fills in, found by its <see cref="OutputAttribute"/>.</summary>
internal sealed record OutputMember(string Name, PropertyInfo Property, Type ValueType)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<OutputMember>> Known = new();

    public static ImmutableArray<OutputMember> Of(Type resource) => Known.GetOrAdd(resource, Find);

    /// <summary>The outputs that a component has set, by their names.</summary>
    public static IDictionary<string, object?> ReadAll(Resource resource) =>
        Of(resource.GetType()).ToDictionary(member => member.Name, member => member.Property.GetValue(resource));

    /// <summary>Gives every output property a promise to be kept when the engine has answered.</summary>
    public static ImmutableArray<(string Name, IOutputSource Source)> Prepare(Resource resource, ImmutableHashSet<Resource> owner)
    {
        var members = Of(resource.GetType());
        var sources = ImmutableArray.CreateBuilder<(string, IOutputSource)>(members.Length);
        foreach (var member in members)
        {
            var source = OutputSources.Create(member.ValueType, owner);
            member.Property.SetValue(resource, source.Output);
            sources.Add((member.Name, source));
        }
        return sources.MoveToImmutable();
    }

    private static ImmutableArray<OutputMember> Find(Type resource)
    {
        var members = new List<OutputMember>();
        for (var type = resource; type is not null && type != typeof(Resource); type = type.BaseType)
        {
            var declared = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            members.AddRange(declared.Select(property => Of(resource, property)).OfType<OutputMember>());
        }
        return [.. members];
    }

    private static OutputMember? Of(Type resource, PropertyInfo property)
    {
        if (property.GetCustomAttribute<OutputAttribute>() is not { } output)
        {
            return null;
        }
        var type = property.PropertyType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
        {
            throw new InvalidOperationException($"[Output] {resource.FullName}.{property.Name} had incorrect type: it must be an Output<T>.");
        }
        if (property.SetMethod is null)
        {
            throw new InvalidOperationException($"[Output] {resource.FullName}.{property.Name} did not have a 'set' method.");
        }
        OutputTypeRules.Check($"{resource.FullName}.{property.Name}", type.GetGenericArguments()[0]);
        return new(output.Name ?? property.Name, property, type.GetGenericArguments()[0]);
    }
}
