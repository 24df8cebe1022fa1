using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Classes that results are read into: made by one constructor, written back by their read-only fields.</summary>
internal static class OutputTypes
{
    public static bool Is(Type type) => type.GetCustomAttribute<OutputTypeAttribute>() is not null;

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

    public static ConstructorInfo Constructor(Type type)
    {
        var all = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return all.FirstOrDefault(one => one.GetCustomAttribute<OutputConstructorAttribute>() is not null)
            ?? (all.Where(one => one.IsPublic).ToArray() is [var only] ? only : null)
            ?? throw new InvalidOperationException($"{type.FullName} needs a constructor marked [OutputConstructor].");
    }

    public static string WireName(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;
}
