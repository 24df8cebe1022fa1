using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Rendering;

/// <summary>
/// Scripts exactly as they reach a host, <c>hosts/HOST/ORDER-NAME.sh</c>, and k3s's config beside them. The host is the one that a script
/// names, else the one that its resource is named after, else the component it belongs to.
/// </summary>
internal sealed class HostFiles(SafePaths paths)
{
    private const string HostId = "STRATUS_HOST_ID";
    private const string K3sConfig = "STRATUS_K3S_CONFIG";

    /// <summary>True for a command that is given a script, on a host or beside Pulumi.</summary>
    public static bool Renders(PlanResource resource) => resource.Type is "command:remote:Command" or "command:local:Command" && resource.Inputs["stdin"] is not null;

    /// <summary>The files of every host, in the order in which the scripts run.</summary>
    public IEnumerable<RenderedFile> Render(Plan plan)
    {
        var scripts = PlanSchedule.Order(plan).Where(Renders).ToList();
        var names = plan.Resources.DistinctBy(resource => resource.Urn)
            .ToDictionary(resource => resource.Urn, resource => resource.Name, StringComparer.Ordinal);
        var hosts = scripts.Select(HostOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var group in scripts.GroupBy(script => Folder(script, hosts, names), StringComparer.Ordinal))
        {
            var order = 0;
            var width = group.Count() > 99 ? "d4" : "d2";
            foreach (var script in group)
            {
                order++;
                yield return Script(script, group.Key, order.ToString(width, CultureInfo.InvariantCulture));
                if (Config(script, group.Key) is { } config) yield return config;
            }
        }
    }

    private static string Folder(PlanResource script, HashSet<string> hosts, Dictionary<string, string> names)
    {
        var parent = names.GetValueOrDefault(script.Parent, script.Name);
        var named = hosts.Where(host => script.Name.StartsWith($"{host}-", StringComparison.Ordinal) || parent == host).MaxBy(host => host.Length);
        return $"hosts/{SafePaths.Name(HostOf(script) ?? named ?? parent)}";
    }

    private RenderedFile Script(PlanResource resource, string folder, string order)
    {
        var stdin = resource.Inputs["stdin"];
        var content = PlanValue.Marker(stdin) is { } marker
            ? $"# {marker}\n# The script holds such a value, which makes it one as a whole.\n"
            : PlanValue.Line(stdin);
        var command = PlanValue.Line(resource.Inputs["create"] ?? "nothing");
        var path = paths.Take(folder, $"{order}-{SafePaths.Name(resource.Name)}", ".sh");
        return new RenderedFile(path, content, resource, $"standard input of {MarkdownText.Code(command)}");
    }

    private RenderedFile? Config(PlanResource resource, string folder)
    {
        if (Export(resource, K3sConfig) is not { } config) return null;
        var path = paths.Take(folder, "k3s-config", ".yaml");
        return new RenderedFile(path, Yaml(config), resource, "k3s's config.yaml; the script carries the same as JSON");
    }

    private static string Yaml(string config)
    {
        try
        {
            return YamlText.Write(Escaped(JsonNode.Parse(config)));
        }
        catch (JsonException)
        {
            return config;
        }
    }

    // Here a key that starts with $ is nothing but a key.
    private static JsonNode? Escaped(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(item =>
            KeyValuePair.Create(item.Key.StartsWith('$') ? $"${item.Key}" : item.Key, Escaped(item.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Escaped)]),
        _ => node?.DeepClone(),
    };

    private static string? HostOf(PlanResource script) => Export(script, HostId);

    private static string? Export(PlanResource script, string name) =>
        PlanValue.Text(script.Inputs, "stdin") is { } text ? ShellExports.Find(text, name) : null;
}
