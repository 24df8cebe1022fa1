using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Fits a plain value to the type that a resource's output or an invoke's result has. A misfit is warned of and read as the default.</summary>
internal sealed class Converter(Action<string> warn)
{
    // All of them are immutable, so one of each serves every resource.
    private static readonly ConcurrentDictionary<Type, object?> Defaults = new();

    public static readonly Converter Silent = new(_ => { });

    public object? Convert(string path, object? value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return value is null ? null : Convert(path, value, underlying);
        }
        if (value is null)
        {
            return Default(type);
        }
        if (type == typeof(object))
        {
            return value;
        }
        return type switch
        {
            _ when type == typeof(bool) || type == typeof(double) || type == typeof(string) => Fit(path, value, type),
            _ when type == typeof(int) => value is double number ? (int)number : Misfit(path, value, type),
            _ when type == typeof(JsonElement) => JsonSerializer.SerializeToElement(value),
            { IsEnum: true } => value is double number ? Enum.ToObject(type, (int)number) : Misfit(path, value, type),
            { IsGenericType: true } => ConvertGeneric(path, value, type),
            _ when typeof(AssetOrArchive).IsAssignableFrom(type) || typeof(Resource).IsAssignableFrom(type) => Fit(path, value, type),
            _ when EnumTypes.Is(type) => value.GetType() == EnumTypes.UnderlyingOf(type) ? EnumTypes.Make(type, value) : Misfit(path, value, type),
            _ when OutputTypes.Is(type) => ConvertObject(path, value, type),
            _ => Misfit(path, value, type),
        };
    }

    private object? ConvertGeneric(string path, object value, Type type)
    {
        var (definition, arguments) = (type.GetGenericTypeDefinition(), type.GetGenericArguments());
        if (definition == typeof(Union<,>))
        {
            return ConvertUnion(path, value, type, arguments);
        }
        if (definition == typeof(ImmutableArray<>))
        {
            return value is ImmutableArray<object?> list
                ? Call(nameof(ToArray), arguments[0], list.Select((item, index) => Convert($"{path}[{index}]", item, arguments[0])))
                : Misfit(path, value, type);
        }
        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
        {
            return value is ImmutableDictionary<string, object?> map
                ? Call(nameof(ToMap), arguments[1], map.Select(pair => KeyValuePair.Create(pair.Key, Convert($"{path}.{pair.Key}", pair.Value, arguments[1]))))
                : Misfit(path, value, type);
        }
        return Misfit(path, value, type);
    }

    private object? ConvertUnion(string path, object value, Type type, Type[] arguments)
    {
        foreach (var (argument, factory) in arguments.Zip(["FromT0", "FromT1"]))
        {
            var misfits = false;
            var converted = new Converter(_ => misfits = true).Convert(path, value, argument);
            if (!misfits)
            {
                return type.GetMethod(factory)!.Invoke(null, [converted]);
            }
        }
        return Misfit(path, value, type);
    }

    private object? ConvertObject(string path, object value, Type type)
    {
        if (value is not ImmutableDictionary<string, object?> members)
        {
            return Misfit(path, value, type);
        }
        var constructor = OutputTypes.Constructor(type);
        var arguments = constructor.Parameters.Select(parameter =>
            Convert($"{path}.{parameter.WireName}", members.GetValueOrDefault(parameter.WireName), parameter.Type));
        return constructor.Method.Invoke([.. arguments]);
    }

    private object? Fit(string path, object value, Type type) => type.IsInstanceOfType(value) ? value : Misfit(path, value, type);

    private object? Misfit(string path, object value, Type type)
    {
        warn(string.Create(CultureInfo.InvariantCulture, $"Expected {type.FullName} but got {value.GetType().FullName} deserializing {path}"));
        return Default(type);
    }

    private static object? Default(Type type) => Defaults.GetOrAdd(type, FindDefault);

    private static object? FindDefault(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? Call(nameof(ToArray), type.GetGenericArguments()[0], Array.Empty<object?>())
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>) ? Call(nameof(ToMap), type.GetGenericArguments()[1], Array.Empty<KeyValuePair<string, object?>>())
        : type.IsValueType ? Activator.CreateInstance(type) : null;

    private static object? Call(string name, Type type, object argument) =>
        typeof(Converter).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, [argument]);

    private static ImmutableArray<T> ToArray<T>(IEnumerable<object?> values) => [.. values.Select(value => (T)value!)];

    private static ImmutableDictionary<string, T> ToMap<T>(IEnumerable<KeyValuePair<string, object?>> values) =>
        values.ToImmutableDictionary(pair => pair.Key, pair => (T)pair.Value!);
}
