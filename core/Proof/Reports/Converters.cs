using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stratus.Core.Proof.Reports;

/// <summary>A moment in the one form that reports have: <c>2026-09-01T08:00:00.000Z</c>.</summary>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParseExact(reader.GetString(), Form, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new JsonException("a moment looks like 2026-09-01T08:00:00.000Z");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
}

/// <summary>A time as whole microseconds.</summary>
internal sealed class MicrosecondsConverter : JsonConverter<TimeSpan>
{
    // Ten years, either way: more would overflow, and is no time that anything took.
    private const long Most = 315_576_000_000_000;

    /// <inheritdoc />
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var microseconds) && microseconds is >= -Most and <= Most
            ? TimeSpan.FromMicroseconds(microseconds)
            : throw new JsonException("a time is a whole number of microseconds");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Ticks / TimeSpan.TicksPerMicrosecond);
}
