using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>JSON of values that hold outputs, and JSON as the wire's values.</summary>
internal static class OutputJson
{
    public static Value ToValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Value.ForNull(),
        JsonValueKind.True => Value.ForBool(true),
        JsonValueKind.False => Value.ForBool(false),
        JsonValueKind.Number => Value.ForNumber(json.GetDouble()),
        JsonValueKind.String => Value.ForString(json.GetString()!),
        JsonValueKind.Array => new Value { ListValue = new() { Values = { json.EnumerateArray().Select(ToValue) } } },
        _ => Value.ForStruct(new Struct { Fields = { json.EnumerateObject().ToDictionary(one => one.Name, one => ToValue(one.Value)) } }),
    };

    /// <summary>
    /// The JSON text of a value with outputs in it. Every output met is resolved; what is unknown or secret makes the text so.
    /// </summary>
    public static async Task<OutputData<string>> SerializeAsync<T>(Output<T> output, JsonSerializerOptions? options)
    {
        var outer = await output.DataTask.ConfigureAwait(false);
        if (!outer.IsKnown)
        {
            return outer.With<string>(null!);
        }
        var found = new OutputCollector();
        var text = JsonSerializer.Serialize(outer.Value, found.Extend(options));
        while (found.Pending)
        {
            await found.ResolveAsync().ConfigureAwait(false);
            text = JsonSerializer.Serialize(outer.Value, found.Extend(options));
        }
        return new OutputData<string>([.. found.Resources], found.AllKnown ? text : null!, found.AllKnown, found.AnySecret).Under(outer);
    }

    /// <summary>A provider's argument as JSON text: its wire form, with what is secret inside making all of it secret.</summary>
    public static async Task<object?> ToJsonInputAsync(object input)
    {
        if (input is IInput typed && (await typed.ToUntypedOutput().GetUntypedDataAsync().ConfigureAwait(false)) is { Value: null, IsKnown: true })
        {
            return null;
        }
        var serializer = new Serializer();
        var value = await serializer.SerializeAsync("", input).ConfigureAwait(false);
        var data = Deserializer.Deserialize(value);
        var resources = serializer.Dependencies.ToImmutableHashSet().Union(data.Resources);
        // Protobuf's own formatter, blanks and all: a provider compares this text with the one in the state.
        var text = data.IsKnown ? JsonFormatter.Default.Format(Deserializer.Plain(value)) : null;
        return new Output<string>(Task.FromResult(new OutputData<string>(resources, text!, data.IsKnown, data.IsSecret)));
    }
}
