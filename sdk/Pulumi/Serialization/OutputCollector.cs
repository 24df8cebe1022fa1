using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>
/// Lets System.Text.Json write values that hold outputs: the first pass collects them, each further pass writes those that are
/// resolved and collects what their values hold in turn.
/// </summary>
internal sealed class OutputCollector : JsonConverterFactory
{
    private readonly Dictionary<object, OutputData<object?>> _resolved = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, IOutput> _pending = new(ReferenceEqualityComparer.Instance);

    public HashSet<Resource> Resources { get; } = [];

    public bool AllKnown { get; private set; } = true;

    public bool AnySecret { get; private set; }

    public bool Pending => _pending.Count > 0;

    public JsonSerializerOptions Extend(JsonSerializerOptions? options)
    {
        var result = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        result.Converters.Insert(0, this);
        return result;
    }

    public async Task ResolveAsync()
    {
        foreach (var (key, output) in _pending.ToArray())
        {
            var data = await output.GetUntypedDataAsync().ConfigureAwait(false);
            Resources.UnionWith(data.Resources);
            AllKnown &= data.IsKnown;
            AnySecret |= data.IsSecret;
            _resolved[key] = data;
        }
        _pending.Clear();
    }

    public override bool CanConvert(Type typeToConvert) =>
        typeof(IOutput).IsAssignableFrom(typeToConvert) || typeof(IInput).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), this)!;

    private void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (!_resolved.TryGetValue(value, out var data))
        {
            _pending[value] = value as IOutput ?? ((IInput)value).ToUntypedOutput();
            writer.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(writer, data.IsKnown ? data.Value : null, options);
        }
    }

    private sealed class Converter<T>(OutputCollector collector) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Outputs are written as JSON, not read from it.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => collector.Write(writer, value!, options);
    }
}
