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
        var type = Known.GetOrAdd($"{Urn.TypeOf(urn)}@{version}", _ => Find(Urn.TypeOf(urn), version));
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

    // Of several classes the newest.
    private static Type? Find(string token, string version) =>
        (from assembly in AppDomain.CurrentDomain.GetAssemblies()
         where assembly.GetReferencedAssemblies().Any(reference => reference.Name == "Pulumi")
         from type in Types(assembly)
         let named = type.GetCustomAttribute<ResourceTypeAttribute>()
         where named?.Type == token && IsFor(named.Version, version) && type.GetConstructors().Any(one => one.GetParameters().Length == 3)
         orderby Numbers(named.Version ?? version) descending
         select type).FirstOrDefault();

    // A class may know more than was meant, but never less; what it knows changes with the first number.
    private static bool IsFor(string? known, string meant) => string.IsNullOrEmpty(known) || meant.Length == 0
        || (Numbers(known).Major == Numbers(meant).Major && Numbers(known) >= Numbers(meant));

    private static Version Numbers(string version) => Version.TryParse(version.Split('-', '+')[0], out var numbers) ? numbers : new();

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
}
