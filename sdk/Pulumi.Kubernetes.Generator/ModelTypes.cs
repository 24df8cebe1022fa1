using System.Text.RegularExpressions;
using k8s.Models;

namespace Pulumi.Kubernetes.Generator;

/// <summary>Telling the models apart from the plain types that their properties have.</summary>
internal static partial class ModelTypes
{
    public static bool IsModel(Type type) => type.Namespace == typeof(V1Pod).Namespace && type.IsClass && Versioned().IsMatch(type.Name);

    /// <summary>What a list or a map holds, a map of lists included; any other type itself.</summary>
    public static Type Element(Type type) =>
        ListElement(type) is { } element ? Element(element) : MapValue(type) is { } value ? Element(value) : type;

    public static Type? ListElement(Type type) => Argument(type, typeof(IList<>), 0);

    public static Type? MapValue(Type type) => Argument(type, typeof(IDictionary<,>), 1);

    private static Type? Argument(Type type, Type definition, int position) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[position] : null;

    [GeneratedRegex(@"^([A-Z][a-z]+)?[Vv]\d")]
    private static partial Regex Versioned();
}
