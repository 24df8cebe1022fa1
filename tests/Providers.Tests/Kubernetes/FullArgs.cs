using System.Collections;
using System.Reflection;
using Pulumi;

namespace Providers.Tests.Kubernetes;

/// <summary>Makes args in which every property has a value, down to types that contain themselves.</summary>
internal static class FullArgs
{
    public static ResourceArgs Of(Type type) => Fill(type, [])!;

    private static ResourceArgs? Fill(Type type, Stack<Type> above)
    {
        if (above.Contains(type))
            return null;
        above.Push(type);
        var args = (ResourceArgs)Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
            if (Value(property.PropertyType, above) is { } value)
                property.SetValue(args, value);
        above.Pop();
        return args;
    }

    private static object? Value(Type type, Stack<Type> above)
    {
        if (type == typeof(InputJson))
            return (InputJson)"{\"any\":true}";
        var element = type.GetGenericArguments()[0];
        var plain = element.IsAssignableTo(typeof(ResourceArgs)) ? Fill(element, above) : Plain(element);
        if (plain is null)
            return null;
        return type.Name switch
        {
            "InputList`1" => Convert(type, ListOf(element, plain)),
            "InputMap`1" => Convert(type, MapOf(element, plain)),
            _ => Convert(type, plain),
        };
    }

    private static object? Plain(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(int) => 7,
        _ when type == typeof(double) => 1.5,
        _ when type == typeof(bool) => true,
        _ when type == typeof(System.Text.Json.JsonElement) => System.Text.Json.JsonDocument.Parse("[1]").RootElement,
        _ when type.Name == "ImmutableArray`1" => MakeImmutableArray(type.GetGenericArguments()[0]),
        // A union of a type that contains itself with something else.
        _ => null,
    };

    private static object MakeImmutableArray(Type element) =>
        typeof(System.Collections.Immutable.ImmutableArray).GetMethods()
            .Single(method => method.Name == "Create"
                && method.GetParameters() is [{ ParameterType.IsArray: false, ParameterType.IsByRefLike: false }])
            .MakeGenericMethod(element).Invoke(null, [Plain(element)])!;

    private static Array ListOf(Type element, object value)
    {
        var list = Array.CreateInstance(element, 1);
        list.SetValue(value, 0);
        return list;
    }

    private static IDictionary MapOf(Type element, object value)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element))!;
        map["key"] = value;
        return map;
    }

    /// <summary>What a program does by assigning: the implicit conversion.</summary>
    private static object Convert(Type type, object value) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(method => method.Name == "op_Implicit"
                && method.ReturnType == type
                && method.GetParameters()[0].ParameterType == value.GetType())
            .Invoke(null, [value])!;
}
