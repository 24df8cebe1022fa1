using System.Text.Json;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>A diff as JSON, described by <c>docs/diff.schema.json</c>. The same diff is always the same bytes.</summary>
public static class DiffJson
{
    /// <summary>The version of the schema. Raised when a reader of the former one would break.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes a diff, UTF-8 without a byte order mark, a line feed at the end.</summary>
    /// <param name="diff">The diff.</param>
    /// <param name="stream">Where to; left open.</param>
    public static void Write(PlanDiff diff, Stream stream) => CanonicalJson.WriteDocument(stream, writer =>
    {
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("project", diff.Project);
        writer.WriteString("stack", diff.Stack);
        writer.WriteString("otherStack", diff.OtherStack);
        writer.WriteStartObject("totals");
        writer.WriteNumber("added", diff.Added);
        writer.WriteNumber("changed", diff.Changed);
        writer.WriteNumber("replaced", diff.Replaced);
        writer.WriteNumber("removed", diff.Removed);
        writer.WriteNumber("securityRelevant", diff.SecurityRelevant);
        writer.WriteEndObject();
        writer.WriteStartArray("changes");
        foreach (var change in diff.Changes) Write(writer, change);
        writer.WriteEndArray();
        WriteProperties(writer, "outputs", diff.Outputs);
        CanonicalJson.WriteStrings(writer, "newWarnings", diff.NewWarnings);
        CanonicalJson.WriteStrings(writer, "goneWarnings", diff.GoneWarnings);
    });

    private static void Write(Utf8JsonWriter writer, ResourceChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", Name(change.Kind));
        writer.WriteString("urn", change.Resource.Urn);
        writer.WriteString("type", change.Resource.Type);
        writer.WriteString("name", change.Resource.Name);
        CanonicalJson.WriteStrings(writer, "security", change.Security.Select(Name));
        WriteProperties(writer, "properties", change.Properties);
        CanonicalJson.WriteStrings(writer, "notes", change.Notes);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, string key, IReadOnlyList<PropertyChange> properties)
    {
        writer.WriteStartArray(key);
        foreach (var property in properties)
        {
            writer.WriteStartObject();
            writer.WriteString("path", property.Path);
            writer.WriteString("kind", Name(property.Kind));
            if (property.Kind != ChangeKind.Added)
            {
                writer.WritePropertyName("old");
                CanonicalJson.Write(writer, property.Old);
            }

            if (property.Kind != ChangeKind.Removed)
            {
                writer.WritePropertyName("new");
                CanonicalJson.Write(writer, property.New);
            }

            writer.WriteString("replaces", property.Replaces);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
