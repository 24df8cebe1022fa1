using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Structs that stand for enumerations: read by their explicit operator, made by their only constructor.</summary>
internal static class EnumTypes
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();
    private static readonly ConcurrentDictionary<Type, ConstructorInfo> Constructors = new();
    private static readonly ConcurrentDictionary<Type, MethodInfo> Operators = new();

    public static bool Is(Type type) => Known.GetOrAdd(type, one => one.GetCustomAttribute<EnumTypeAttribute>() is not null);

    public static bool TryRead(object value, [NotNullWhen(true)] out object? underlying)
    {
        var type = value.GetType();
        underlying = Is(type) ? Operator(type).Invoke(null, [value]) : null;
        return underlying is not null;
    }

    public static object Make(Type type, object underlying) =>
        Constructor(type).Invoke([underlying]);

    /// <summary>The type behind the struct: string or double.</summary>
    public static Type UnderlyingOf(Type type) => Constructor(type).GetParameters()[0].ParameterType;

    private static ConstructorInfo Constructor(Type type) => Constructors.GetOrAdd(type, FindConstructor);

    private static MethodInfo Operator(Type type) => Operators.GetOrAdd(type, FindOperator);

    private static ConstructorInfo FindConstructor(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(one => one.GetParameters() is [var only] && (only.ParameterType == typeof(string) || only.ParameterType == typeof(double)))
        ?? throw new InvalidOperationException($"Expected {type.FullName} to have a constructor taking a single String or Double parameter.");

    private static MethodInfo FindOperator(Type type) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public)
            .FirstOrDefault(one => one.Name == "op_Explicit" && one.GetParameters() is [var only] && only.ParameterType == type)
        ?? throw new InvalidOperationException($"Expected {type.FullName} to have an explicit conversion operator to String or Double.");
}
