using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>One member of an args class, found by its <see cref="InputAttribute"/>; public or not, for generated classes keep lists in private fields.</summary>
internal sealed record InputMember(string Name, string MemberName, bool IsRequired, bool Json, Func<object, object?> Read)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, ImmutableArray<InputMember>> Known = new();

    public static ImmutableArray<InputMember> Of(Type type) => Known.GetOrAdd(type, Find);

    private static ImmutableArray<InputMember> Find(Type type)
    {
        var members = new List<InputMember>();
        for (var current = type; current is not null && current != typeof(InputArgs); current = current.BaseType)
        {
            members.AddRange(current.GetFields(Declared).Select(field => Of(field, field.GetValue)).OfType<InputMember>());
            members.AddRange(current.GetProperties(Declared).Select(property => Of(property, property.GetValue)).OfType<InputMember>());
        }
        return [.. members.DistinctBy(member => member.Name).OrderBy(member => member.Name, StringComparer.Ordinal)];
    }

    private static InputMember? Of(MemberInfo member, Func<object, object?> read) =>
        member.GetCustomAttribute<InputAttribute>() is { } input
            ? new(input.Name, member.Name, input.IsRequired, input.Json, read)
            : null;
}
