using System.Collections.Concurrent;
using System.Reflection;
using Struct = Google.Protobuf.WellKnownTypes.Struct;

namespace Pulumi.Serialization;

/// <summary>Reads a reference to a resource back as an object of its class, where one is loaded.</summary>
internal static class ResourceReferences
{
    private static readonly ConcurrentDictionary<string, Type?> Known = new();

    public static Resource Read(Struct value)
    {
        var urn = value.Fields["urn"].StringValue;
        var version = value.Fields.TryGetValue("packageVersion", out var some) ? some.StringValue : "";
        var type = Known.GetOrAdd($"{Urn.TypeOf(urn)}@{MajorOf(version)}", _ => Find(Urn.TypeOf(urn), MajorOf(version)));
        return type is null ? new DependencyResource(urn) : Construct(type, urn);
    }

    private static Resource Construct(Type type, string urn)
    {
        var constructor = type.GetConstructors().First(one => one.GetParameters().Length == 3);
        ResourceOptions options = typeof(CustomResource).IsAssignableFrom(type)
            ? new CustomResourceOptions { Urn = urn }
            : new ComponentResourceOptions { Urn = urn };
        return (Resource)constructor.Invoke([Urn.NameOf(urn), null, options]);
    }

    private static Type? Find(string token, string major) =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetReferencedAssemblies().Any(reference => reference.Name == "Pulumi"))
            .SelectMany(Types)
            .FirstOrDefault(type =>
                type.GetCustomAttribute<ResourceTypeAttribute>() is { } named
                && named.Type == token
                && (major.Length == 0 || named.Version is null || MajorOf(named.Version) == major)
                && type.GetConstructors().Any(one => one.GetParameters().Length == 3));

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }

    private static string MajorOf(string version) => version.Split('.')[0];
}
