using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Core.Files;

namespace Stratus.Cli.Plans;

/// <summary>Reads a plan strictly: what is missing, unknown or of the wrong kind is a mistake with a path, and all are told at once.</summary>
internal sealed class PlanReader
{
    private const string Rewrite = "Write it again with this version: stratus preview --stack STACK --json FILE";

    private const int MaxDepth = 256;

    private static readonly string[] PlanKeys = ["schemaVersion", "project", "stack", "resources", "outputs", "warnings"];

    private static readonly string[] ResourceKeys =
        ["urn", "type", "name", "parent", "custom", "provider", "version", "dependencies", "inputs", "outputs", "options"];

    private readonly List<string> _mistakes = [];

    /// <summary>The plan in a file's bytes.</summary>
    public Plan Read(byte[] json)
    {
        var root = Parse(json);
        var version = root["schemaVersion"];
        if (version?.GetValueKind() != JsonValueKind.Number || !version.AsValue().TryGetValue<int>(out var number) || number < 1)
        {
            throw Refuse($"schemaVersion: {Found(version)}, expected the number {Plan.CurrentSchemaVersion}");
        }

        if (number > Plan.CurrentSchemaVersion)
        {
            throw new PlanFormatException(
                [$"schemaVersion: found {number}, and this version of stratus reads up to {Plan.CurrentSchemaVersion}"],
                "A newer stratus wrote it: run that one here, or write the plan again with this one.");
        }

        Keys(root, "", PlanKeys);
        var plan = new Plan
        {
            Project = String(root, "project", ""),
            Stack = String(root, "stack", ""),
            Resources = Resources(root),
            Outputs = Object(root, "outputs", ""),
            Warnings = Strings(root, "warnings", ""),
        };
        return _mistakes.Count == 0 ? plan : throw new PlanFormatException(_mistakes, Rewrite);
    }

    private static JsonObject Parse(byte[] json)
    {
        if (json.Length == 0) throw Refuse("the file: empty, expected a JSON object");
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaxDepth };
            return JsonNode.Parse(json, documentOptions: options) as JsonObject ?? throw Refuse("the file: expected a JSON object");
        }
        catch (JsonException)
        {
            throw Refuse($"the file: not JSON: {JsonMistake.In(json, MaxDepth)}");
        }
    }

    private static PlanFormatException Refuse(string mistake) => new([mistake], Rewrite);

    private List<PlanResource> Resources(JsonObject root)
    {
        var resources = new List<PlanResource>();
        var urns = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var (item, path) in Items(root, "resources", ""))
        {
            if (item is not JsonObject map)
            {
                _mistakes.Add($"{path}: {Found(item)}, expected an object");
                continue;
            }

            var resource = Resource(map, path);
            if (!urns.Contains(resource.Parent)) _mistakes.Add($"{path}.parent: no resource above it is called '{resource.Parent}'");
            if (!urns.Add(resource.Urn)) _mistakes.Add($"{path}.urn: '{resource.Urn}' is empty or already taken by a resource above");
            resources.Add(resource);
        }

        return resources;
    }

    private PlanResource Resource(JsonObject map, string path)
    {
        Keys(map, path, ResourceKeys);
        return new PlanResource
        {
            Urn = String(map, "urn", path),
            Type = String(map, "type", path),
            Name = String(map, "name", path),
            Parent = String(map, "parent", path),
            Custom = Boolean(map, "custom", path),
            Provider = String(map, "provider", path),
            Version = String(map, "version", path),
            Dependencies = Strings(map, "dependencies", path),
            Inputs = Object(map, "inputs", path),
            Outputs = Object(map, "outputs", path),
            Options = Object(map, "options", path),
        };
    }

    private void Keys(JsonObject map, string path, string[] known)
    {
        foreach (var key in map.Select(property => property.Key).Except(known, StringComparer.Ordinal))
        {
            _mistakes.Add($"{At(path, key)}: not known here; known are {string.Join(", ", known)}");
        }
    }

    private string String(JsonObject map, string key, string path) => Text(map[key], At(path, key));

    private string Text(JsonNode? node, string path)
    {
        if (node?.GetValueKind() == JsonValueKind.String && PlanValueRules.TryText(node, out var text)) return text;
        _mistakes.Add($"{path}: {Found(node)}, expected a string");
        return "";
    }

    private bool Boolean(JsonObject map, string key, string path)
    {
        if (map[key]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False) return map[key]!.GetValue<bool>();
        _mistakes.Add($"{At(path, key)}: {Found(map[key])}, expected true or false");
        return false;
    }

    private List<string> Strings(JsonObject map, string key, string path) =>
        [.. Items(map, key, path).Select(item => Text(item.Node, item.Path))];

    private JsonObject Object(JsonObject map, string key, string path)
    {
        if (map[key] is JsonObject value)
        {
            PlanValueRules.Check(value, At(path, key), _mistakes);
            return value;
        }

        _mistakes.Add($"{At(path, key)}: {Found(map[key])}, expected an object");
        return [];
    }

    private IEnumerable<(JsonNode? Node, string Path)> Items(JsonObject map, string key, string path)
    {
        if (map[key] is JsonArray list) return list.Select((item, index) => (item, $"{At(path, key)}[{index}]"));
        _mistakes.Add($"{At(path, key)}: {Found(map[key])}, expected a list");
        return [];
    }

    private static string At(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Found(JsonNode? node) => node is null ? "missing or null" : $"found {PlanValueRules.Kind(node)}";
}
