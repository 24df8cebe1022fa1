using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Which types an output may have. A wrong one is a mistake in a resource class, told at construction and not when an engine answers.</summary>
internal static class OutputTypeRules
{
    private static readonly ImmutableHashSet<Type> Plain =
        [typeof(bool), typeof(int), typeof(double), typeof(string), typeof(object), typeof(JsonElement)];

    public static void Check(string member, Type type) => Check(member, type, []);

    private static void Check(string member, Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || Plain.Contains(type) || IsOpaque(type))
        {
            return;
        }
        if (type is { IsEnum: true } && Enum.GetUnderlyingType(type) == typeof(int))
        {
            return;
        }
        if (OutputTypes.Is(type))
        {
            foreach (var parameter in OutputTypes.Constructor(type).Parameters)
            {
                Check($"{member}: {type.Name}({parameter.Name})", parameter.Type, seen);
            }
            return;
        }
        if (!type.IsGenericType)
        {
            throw new InvalidOperationException($"{member} has a type that is not supported: {type.FullName}");
        }
        CheckGeneric(member, type, seen);
    }

    private static bool IsOpaque(Type type) =>
        typeof(AssetOrArchive).IsAssignableFrom(type) || typeof(Resource).IsAssignableFrom(type) || EnumTypes.Is(type);

    private static void CheckGeneric(string member, Type type, HashSet<Type> seen)
    {
        var (definition, arguments) = (type.GetGenericTypeDefinition(), type.GetGenericArguments());
        var allowed = definition == typeof(Nullable<>) || definition == typeof(Union<,>) || definition == typeof(ImmutableArray<>)
            || definition == typeof(Output<>) || (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string));
        if (!allowed)
        {
            throw new InvalidOperationException($"{member} has a type that is not supported: {type.FullName}");
        }
        foreach (var argument in arguments)
        {
            Check(member, argument, seen);
        }
    }
}
