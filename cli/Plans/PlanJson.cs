using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stratus.Cli.Plans;

/// <summary>
/// A plan as JSON, described by <c>docs/plan.schema.json</c>. The same plan is always the same bytes: resources in tree order, keys in
/// ordinal order, two spaces, LF, no time and no machine in it.
/// </summary>
public static class PlanJson
{
    /// <summary>The plan that creates nothing.</summary>
    public static Plan Empty { get; } = new()
    {
        Project = "",
        Stack = "",
        Resources = [],
        Outputs = [],
        Warnings = [],
    };

    /// <summary>Writes a plan, UTF-8 without a byte order mark, a line feed at the end.</summary>
    /// <param name="plan">The plan; its resources may be in any order.</param>
    /// <param name="stream">Where to; left open.</param>
    public static void Write(Plan plan, Stream stream) => CanonicalJson.WriteDocument(stream, writer =>
    {
        writer.WriteNumber("schemaVersion", Plan.CurrentSchemaVersion);
        writer.WriteString("project", plan.Project);
        writer.WriteString("stack", plan.Stack);
        writer.WriteStartArray("resources");
        foreach (var resource in PlanOrder.Sort(plan.Resources))
        {
            WriteResource(writer, resource);
        }

        writer.WriteEndArray();
        WriteObject(writer, "outputs", plan.Outputs);
        CanonicalJson.WriteStrings(writer, "warnings", Sorted(plan.Warnings));
    });

    /// <summary>Reads a plan that <see cref="Write"/> wrote.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <exception cref="PlanFormatException">It is not JSON, not a plan, or a plan of a newer version; every mistake is named.</exception>
    public static Plan Read(byte[] json) => new PlanReader().Read(json);

    private static void WriteResource(Utf8JsonWriter writer, PlanResource resource)
    {
        writer.WriteStartObject();
        writer.WriteString("urn", resource.Urn);
        writer.WriteString("type", resource.Type);
        writer.WriteString("name", resource.Name);
        writer.WriteString("parent", resource.Parent);
        writer.WriteBoolean("custom", resource.Custom);
        writer.WriteString("provider", resource.Provider);
        writer.WriteString("version", resource.Version);
        CanonicalJson.WriteStrings(writer, "dependencies", Sorted(resource.Dependencies));
        WriteObject(writer, "inputs", resource.Inputs);
        WriteObject(writer, "outputs", resource.Outputs);
        WriteObject(writer, "options", resource.Options);
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, string key, JsonObject value)
    {
        writer.WritePropertyName(key);
        CanonicalJson.Write(writer, value);
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> items) =>
        items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
