using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OneOf;
using static Pulumi.Serialization.Signatures;

namespace Pulumi.Serialization;

/// <summary>Turns inputs into the wire's values, and collects the resources that they depend on.</summary>
/// <param name="keepOutputValues">Whether outputs keep their marks and dependencies in the value: so remote components are given them.</param>
/// <param name="excludeReferences">Whether a resource given as it is counts as no dependency: so it is for remote components.</param>
internal sealed partial class Serializer(bool keepOutputValues = false, bool excludeReferences = false)
{
    public HashSet<Resource> Dependencies { get; } = [];

    /// <summary>The value, or a null value. <paramref name="path"/> is what errors call it.</summary>
    public ValueTask<Value> SerializeAsync(string path, object? value) => value switch
    {
        null => new(Value.ForNull()),
        bool boolean => new(Value.ForBool(boolean)),
        int number => new(Value.ForNumber(number)),
        double number => new(Value.ForNumber(number)),
        string text => new(Value.ForString(text)),
        IInput input => SerializeOutputAsync(path, input.ToUntypedOutput()),
        IOutput output => SerializeOutputAsync(path, output),
        IOneOf union => SerializeAsync(path, union.Value),
        InputArgs args => SerializeArgsAsync(path, args),
        Resource resource => SerializeResourceAsync(resource),
        AssetOrArchive blob => SerializeBlobAsync(path, blob),
        JsonElement json => new(OutputJson.ToValue(json)),
        IDictionary map => SerializeStructAsync(path, Pairs(path, map)),
        IList list when IsDefault(list) => new(Value.ForNull()),
        IList list => SerializeListAsync(path, list),
        System.Enum number when number.GetTypeCode() == TypeCode.Int32 => new(Value.ForNumber(Convert.ToInt32(number, CultureInfo.InvariantCulture))),
        _ when EnumTypes.TryRead(value, out var underlying) => SerializeAsync(path, underlying),
        _ when OutputTypes.TryRead(value, out var members) => SerializeStructAsync(path, members),
        Task => throw Refused($"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{path}"),
        _ => throw Refused($"{value.GetType().FullName} is not a supported argument type.\n\t{path}"),
    };

    /// <summary>A struct of what is not null.</summary>
    public async ValueTask<Value> SerializeStructAsync(string path, IEnumerable<KeyValuePair<string, object?>> members)
    {
        var result = new Struct();
        foreach (var (key, member) in members)
        {
            var value = await SerializeAsync($"{path}.{key}", member).ConfigureAwait(false);
            if (value.KindCase != Value.KindOneofCase.NullValue)
            {
                result.Fields[key] = value;
            }
        }
        return Value.ForStruct(result);
    }

    public static Value Special(string signature, params (string Key, Value Value)[] members)
    {
        var result = new Struct { Fields = { [Key] = Value.ForString(signature) } };
        foreach (var (key, value) in members)
        {
            result.Fields[key] = value;
        }
        return Value.ForStruct(result);
    }

    private async ValueTask<Value> SerializeArgsAsync(string path, InputArgs args) =>
        await SerializeStructAsync(path, await args.ToDictionaryAsync().ConfigureAwait(false)).ConfigureAwait(false);

    private async ValueTask<Value> SerializeListAsync(string path, IList list)
    {
        var result = new ListValue();
        for (var index = 0; index < list.Count; index++)
        {
            result.Values.Add(await SerializeAsync($"{path}[{index}]", list[index]).ConfigureAwait(false));
        }
        return new Value { ListValue = result };
    }

    private async ValueTask<Value> SerializeBlobAsync(string path, AssetOrArchive blob) =>
        Special(blob.Signature, (blob.Kind, await SerializeAsync(path, blob.Value).ConfigureAwait(false)));

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(string path, IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return entry.Key is string key
                ? KeyValuePair.Create(key, entry.Value)
                : throw Refused($"Dictionaries are only supported with string keys:\n\t{path}");
        }
    }

    /// <summary>Whether this is an immutable array that was never set: it has no count to ask for.</summary>
    private static bool IsDefault(IList list) =>
        list.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && list.Equals(Activator.CreateInstance(type));

    private static InvalidOperationException Refused(string message) => new(message);
}
