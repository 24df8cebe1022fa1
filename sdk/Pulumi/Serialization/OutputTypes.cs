using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Classes that results are read into: made by one constructor, written back by their read-only fields.</summary>
internal static class OutputTypes
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();
    private static readonly ConcurrentDictionary<Type, OutputConstructor> Constructors = new();

    public static bool Is(Type type) => Known.GetOrAdd(type, one => one.GetCustomAttribute<OutputTypeAttribute>() is not null);

    public static bool TryRead(object value, [NotNullWhen(true)] out IEnumerable<KeyValuePair<string, object?>>? members)
    {
        var type = value.GetType();
        members = Is(type)
            ? type.GetFields(BindingFlags.Instance | BindingFlags.Public)
                .Where(field => field.IsInitOnly)
                .Select(field => KeyValuePair.Create(char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field.GetValue(value)))
            : null;
        return members is not null;
    }

    /// <summary>How an object of the class is made.</summary>
    public static OutputConstructor Constructor(Type type) => Constructors.GetOrAdd(type, Find);

    private static OutputConstructor Find(Type type)
    {
        var all = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        var constructor = all.FirstOrDefault(one => one.GetCustomAttribute<OutputConstructorAttribute>() is not null)
            ?? (all.Where(one => one.IsPublic).ToArray() is [var only] ? only : null)
            ?? throw new InvalidOperationException($"{type.FullName} needs a constructor marked [OutputConstructor].");
        return new(constructor, [.. constructor.GetParameters().Select(Describe)]);
    }

    private static OutputParameter Describe(ParameterInfo parameter) =>
        new(parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!, parameter.Name!, parameter.ParameterType);
}

/// <summary>The constructor of a class that results are read into.</summary>
internal sealed record OutputConstructor(ConstructorInfo Method, ImmutableArray<OutputParameter> Parameters);

/// <summary>A parameter of such a constructor: its name on the wire, its own name, its type.</summary>
internal sealed record OutputParameter(string WireName, string Name, Type Type);
