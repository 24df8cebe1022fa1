using System.Text.Json.Nodes;
using Pulumirpc;

namespace Stratus.Cli.Engine;

/// <summary>The options of a resource that change how it is created, replaced or deleted, by Pulumi's names.</summary>
internal static class ResourceOptions
{
    /// <summary>Reads the options that were set; nothing is written for a default.</summary>
    public static JsonObject Read(RegisterResourceRequest request, IReadOnlyList<string> aliases, Masking masking)
    {
        var options = new JsonObject();
        AddList(options, "additionalSecretOutputs", request.AdditionalSecretOutputs);
        AddList(options, "aliases", aliases);
        if (request.CustomTimeouts is { } timeouts && Timeouts(timeouts) is { Count: > 0 } set)
            options["customTimeouts"] = set;
        if (request.DeleteBeforeReplaceDefined)
            options["deleteBeforeReplace"] = request.DeleteBeforeReplace;
        AddText(options, "deletedWith", request.DeletedWith);
        AddList(options, "hideDiffs", request.HideDiffs);
        AddList(options, "ignoreChanges", request.IgnoreChanges);
        AddText(options, "import", request.ImportId);
        AddText(options, "pluginDownloadURL", request.PluginDownloadURL);
        if (request.HasProtect)
            options["protect"] = request.Protect;
        AddList(options, "providers", [.. request.Providers.Values.Select(Urns.OfProvider)]);
        AddList(options, "replaceOnChanges", request.ReplaceOnChanges);
        AddList(options, "replaceWith", request.ReplaceWith);
        if (request.ReplacementTrigger is { } trigger)
            options["replacementTrigger"] = masking.Node(trigger);
        if (request.HasRetainOnDelete)
            options["retainOnDelete"] = request.RetainOnDelete;
        return options;
    }

    private static JsonObject Timeouts(RegisterResourceRequest.Types.CustomTimeouts timeouts)
    {
        var set = new JsonObject();
        AddText(set, "create", timeouts.Create);
        AddText(set, "delete", timeouts.Delete);
        AddText(set, "update", timeouts.Update);
        return set;
    }

    private static void AddText(JsonObject options, string name, string value)
    {
        if (value.Length > 0)
            options[name] = value;
    }

    // Sorted: what these lists say does not depend on their order, and the order in which a program fills them may vary.
    private static void AddList(JsonObject options, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
            options[name] = new JsonArray([.. values.Distinct().Order(StringComparer.Ordinal).Select(value => JsonValue.Create(value))]);
    }
}
