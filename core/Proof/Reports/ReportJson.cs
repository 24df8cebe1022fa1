using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stratus.Core.Proof.Reports;

/// <summary>Reports as JSON, described by <c>docs/report.schema.json</c>: times in whole microseconds, moments in UTC to the millisecond, what is not known left out.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = 32,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new MomentConverter(),
            new MicrosecondsConverter(),
        },
    };

    /// <summary>A value's tree.</summary>
    public static JsonElement Write<T>(T value) => JsonSerializer.SerializeToElement(value, Options);

    /// <summary>The value of a tree; every member must be there and known.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="what">What it has to be, in words.</param>
    /// <exception cref="ReportException">It is not such a value; the path of what is wrong is named.</exception>
    public static T Read<T>(JsonElement tree, string what = "a report as docs/report.schema.json describes it")
    {
        try
        {
            return (tree.ValueKind == JsonValueKind.Undefined ? default : tree.Deserialize<T>(Options)) ?? throw ReportException.Unreadable($"it is null, and not {what}");
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw ReportException.Unreadable($"it is not {what}: {ReportMistake.Of(problem)}", problem);
        }
    }
}
