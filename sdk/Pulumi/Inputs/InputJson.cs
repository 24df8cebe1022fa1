using System.Text.Json;

namespace Pulumi;

/// <summary>An input of any JSON: text, a document or an element. Text is parsed; bad JSON fails the run when it is read.</summary>
public sealed class InputJson : Input<JsonElement>
{
    private InputJson(Output<JsonElement> output)
        : base(output)
    {
    }

    /// <summary>Parses text; bad JSON is a <see cref="JsonException"/> at once.</summary>
    public static implicit operator InputJson(string json) => Output.Create(Parse(json));

    /// <summary>Takes a document's root.</summary>
    public static implicit operator InputJson(JsonDocument document) => Output.Create(document);

    /// <summary>Takes an element.</summary>
    public static implicit operator InputJson(JsonElement element) => Output.Create(element);

    /// <summary>Parses text.</summary>
    public static implicit operator InputJson(Input<string> json) => json.ToOutput();

    /// <summary>Takes a document's root.</summary>
    public static implicit operator InputJson(Input<JsonDocument> document) => document.ToOutput();

    /// <summary>Parses text.</summary>
    public static implicit operator InputJson(Output<string> json) => new(json.Apply(Parse));

    /// <summary>Takes a document's root.</summary>
    public static implicit operator InputJson(Output<JsonDocument> document) => new(document.Apply(some => some.RootElement.Clone()));

    /// <summary>Takes an element.</summary>
    public static implicit operator InputJson(Output<JsonElement> element) => new(element);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
