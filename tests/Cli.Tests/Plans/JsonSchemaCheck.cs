using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stratus.Cli.Tests.Plans;

/// <summary>
/// The part of JSON Schema 2020-12 that this repository's schemas use. A keyword that it does not know fails the test that met it, so
/// no rule is skipped in silence.
/// </summary>
internal sealed class JsonSchemaCheck(JsonObject root)
{
    public static JsonSchemaCheck Load(string path) => new(JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    /// <summary>What is wrong with a value, by path; empty where nothing is.</summary>
    public IReadOnlyList<string> Check(JsonNode? value) => [.. Check(root, value, "$")];

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string path) =>
        schema.SelectMany(keyword => Check(schema, keyword.Key, keyword.Value!, value, path));

    private IEnumerable<string> Check(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string path) => keyword switch
    {
        "$schema" or "$id" or "$defs" or "title" or "description" => [],
        "$ref" => Check(Definition(rule.GetValue<string>()), value, path),
        "type" => Types(rule).Any(type => type == Type(value) || (type == "integer" && IsWhole(value))) ? [] : [$"{path}: {Type(value)} is not {rule.ToJsonString()}"],
        "const" => JsonNode.DeepEquals(rule, value) ? [] : [$"{path}: not {rule.ToJsonString()}"],
        "enum" => rule.AsArray().Any(item => JsonNode.DeepEquals(item, value)) ? [] : [$"{path}: none of {rule.ToJsonString()}"],
        "required" when value is JsonObject map => rule.AsArray().Select(key => key!.GetValue<string>())
            .Where(key => !map.ContainsKey(key)).Select(key => $"{path}: {key} is missing"),
        "properties" when value is JsonObject map => rule.AsObject().Where(property => map.ContainsKey(property.Key))
            .SelectMany(property => Check(property.Value!.AsObject(), map[property.Key], $"{path}.{property.Key}")),
        "additionalProperties" when value is JsonObject map => map
            .Where(property => schema["properties"] is not JsonObject known || !known.ContainsKey(property.Key))
            .SelectMany(property => rule is JsonObject inner
                ? Check(inner, property.Value, $"{path}.{property.Key}")
                : [$"{path}.{property.Key}: not allowed"]),
        "propertyNames" when value is JsonObject map => map.SelectMany(property => Check(rule.AsObject(), property.Key, $"{path}.{property.Key}")),
        "minProperties" when value is JsonObject map => map.Count >= rule.GetValue<int>() ? [] : [$"{path}: too few keys"],
        "maxProperties" when value is JsonObject map => map.Count <= rule.GetValue<int>() ? [] : [$"{path}: too many keys"],
        "items" when value is JsonArray list => list.SelectMany((item, index) => Check(rule.AsObject(), item, $"{path}[{index}]")),
        "pattern" when Type(value) == "string" =>
            Regex.IsMatch(value!.GetValue<string>(), rule.GetValue<string>()) ? [] : [$"{path}: does not match {rule}"],
        "minLength" when Type(value) == "string" => value!.GetValue<string>().Length >= rule.GetValue<int>() ? [] : [$"{path}: too short"],
        "minimum" when Type(value) == "number" => value!.GetValue<double>() >= rule.GetValue<double>() ? [] : [$"{path}: too small"],
        "anyOf" => rule.AsArray().Any(option => !Check(option!.AsObject(), value, path).Any()) ? [] : [$"{path}: fits no alternative"],
        "allOf" => rule.AsArray().SelectMany(part => Check(part!.AsObject(), value, path)),
        "required" or "properties" or "additionalProperties" or "propertyNames" or "minProperties" or "maxProperties" or "items" or "pattern"
            or "minLength" or "minimum" => [],
        _ => throw new NotSupportedException($"the check knows no keyword '{keyword}'"),
    };

    private JsonObject Definition(string reference) => root["$defs"]![reference["#/$defs/".Length..]]!.AsObject();

    private static IEnumerable<string> Types(JsonNode rule) =>
        rule is JsonArray list ? list.Select(item => item!.GetValue<string>()) : [rule.GetValue<string>()];

    private static bool IsWhole(JsonNode? value) => Type(value) == "number" && double.IsInteger(value!.GetValue<double>());

    private static string Type(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.Number => "number",
        _ => "string",
    };
}
