using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using static Pulumi.Serialization.Signatures;

namespace Pulumi.Serialization;

/// <summary>Turns the wire's values into plain ones: bool, double, string, immutable arrays and dictionaries, assets, resources.</summary>
internal static class Deserializer
{
    public static OutputData<object?> Deserialize(Value value)
    {
        var (inner, isSecret) = Unwrap(value);
        var data = inner.KindCase switch
        {
            Value.KindOneofCase.BoolValue => OutputData<object?>.Of(inner.BoolValue),
            Value.KindOneofCase.NumberValue => OutputData<object?>.Of(inner.NumberValue),
            Value.KindOneofCase.StringValue when inner.StringValue == Unknown => new([], null, IsKnown: false, IsSecret: false),
            Value.KindOneofCase.StringValue => OutputData<object?>.Of(inner.StringValue),
            Value.KindOneofCase.ListValue => DeserializeList(inner.ListValue),
            Value.KindOneofCase.StructValue => DeserializeStruct(inner.StructValue),
            _ => OutputData<object?>.Of(null),
        };
        return data with { IsSecret = data.IsSecret || isSecret };
    }

    /// <summary>The value without the marks of secrets, at any depth.</summary>
    public static Value Plain(Value value)
    {
        var (inner, _) = Unwrap(value);
        return inner.KindCase switch
        {
            Value.KindOneofCase.ListValue => new Value { ListValue = new() { Values = { inner.ListValue.Values.Select(Plain) } } },
            Value.KindOneofCase.StructValue => Value.ForStruct(new Struct
            {
                Fields = { inner.StructValue.Fields.ToDictionary(field => field.Key, field => Plain(field.Value)) },
            }),
            _ => inner,
        };
    }

    public static string? SignatureOf(Value value) =>
        value.KindCase == Value.KindOneofCase.StructValue && value.StructValue.Fields.TryGetValue(Key, out var signature)
            ? signature.StringValue
            : null;

    private static (Value Value, bool IsSecret) Unwrap(Value value)
    {
        var isSecret = false;
        while (SignatureOf(value) == Secret)
        {
            value = value.StructValue.Fields.TryGetValue("value", out var inner)
                ? inner
                : throw new ArgumentException("Secrets must have a field called 'value'.");
            isSecret = true;
        }
        return (value, isSecret);
    }

    private static OutputData<object?> DeserializeList(ListValue list)
    {
        var values = ImmutableArray.CreateBuilder<object?>(list.Values.Count);
        var result = OutputData<object?>.Of(null);
        foreach (var data in list.Values.Select(Deserialize))
        {
            values.Add(data.Value);
            result = result.Under(data);
        }
        return result with { Value = values.MoveToImmutable() };
    }

    private static OutputData<object?> DeserializeStruct(Struct value)
    {
        if (value.Fields.TryGetValue(Key, out var signature) && DeserializeSpecial(signature.StringValue, value) is { } special)
        {
            return special;
        }
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        var result = OutputData<object?>.Of(null);
        // Keys that begin with two underscores are the engine's own.
        foreach (var (key, member) in value.Fields.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            var data = Deserialize(member);
            values.Add(key, data.Value);
            result = result.Under(data);
        }
        return result with { Value = values.ToImmutable() };
    }

    // Null for what a newer engine may mark: it is read as the plain map that it also is.
    private static OutputData<object?>? DeserializeSpecial(string signature, Struct value) => signature switch
    {
        Signatures.Asset => OutputData<object?>.Of(Blobs.ReadAsset(value)),
        Signatures.Archive => OutputData<object?>.Of(Blobs.ReadArchive(value)),
        Signatures.Resource => OutputData<object?>.Of(ResourceReferences.Read(value)),
        OutputValue => DeserializeOutputValue(value),
        _ => null,
    };

    private static OutputData<object?> DeserializeOutputValue(Struct value)
    {
        var isSecret = value.Fields.TryGetValue("secret", out var secret) && secret.BoolValue;
        var data = value.Fields.TryGetValue("value", out var inner)
            ? Deserialize(inner)
            : new OutputData<object?>([], null, IsKnown: false, IsSecret: false);
        var dependencies = value.Fields.TryGetValue("dependencies", out var urns)
            ? urns.ListValue.Values.Select(urn => (Resource)new DependencyResource(urn.StringValue))
            : [];
        return new(data.Resources.Union(dependencies), data.Value, data.IsKnown, data.IsSecret || isSecret);
    }
}
