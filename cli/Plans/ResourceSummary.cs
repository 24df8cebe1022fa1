using System.Globalization;
using System.Text.Json.Nodes;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Plans;

/// <summary>What a person wants to know of a resource on its one line of the tree.</summary>
internal static class ResourceSummary
{
    private const int Longest = 100;

    /// <summary>A few words on the resource; empty where its name says it all.</summary>
    public static string Of(PlanResource resource) => VisibleText.Clip(Describe(resource), Longest);

    /// <summary>The number of lines in words.</summary>
    public static string LineCount(string text)
    {
        var count = VisibleText.Lines(text).Length;
        return string.Create(CultureInfo.InvariantCulture, $"{count} line{(count == 1 ? "" : "s")}");
    }

    private static string Describe(PlanResource resource)
    {
        var inputs = resource.Inputs;
        if (PlanValue.Marker(inputs) is { } marker) return marker;
        return resource.Type switch
        {
            "command:remote:Command" or "command:local:Command" => Command(inputs),
            "kubernetes:helm.sh/v3:Release" => Release(inputs),
            "aws:ec2/instance:Instance" => Shown(inputs["instanceType"]),
            "aws:ebs/volume:Volume" => $"{Shown(inputs["size"])} GiB",
            var type when type.StartsWith("kubernetes:", StringComparison.Ordinal) => KubernetesName(resource),
            _ => "",
        };
    }

    private static string Command(JsonObject inputs)
    {
        var where = PlanValue.Find(inputs, "connection") switch
        {
            JsonObject connection when PlanValue.Marker(connection) is null => $"{User(connection)}{Shown(connection["host"])}: ",
            _ => "",
        };
        var script = inputs["stdin"] switch
        {
            null => "",
            var stdin when PlanValue.Marker(stdin) is { } marker => $" < {marker}",
            var stdin => $" < {LineCount(PlanValue.Line(stdin))}",
        };
        return $"{where}{Shown(inputs["create"])}{script}";
    }

    private static string User(JsonObject connection) => PlanValue.Text(connection, "user") is { } user ? $"{user}@" : "";

    private static string Release(JsonObject inputs)
    {
        var chart = $"{Shown(inputs["chart"])} {Shown(inputs["version"])}".Trim();
        return PlanValue.Text(inputs, "namespace") is { } name ? $"{chart} in {name}" : chart;
    }

    private static string KubernetesName(PlanResource resource)
    {
        var name = Shown(PlanValue.Find(resource.Inputs, "metadata", "name"));
        var space = Shown(PlanValue.Find(resource.Inputs, "metadata", "namespace"));
        var full = space.Length == 0 ? name : $"{space}/{name}";
        return full == resource.Name ? "" : full;
    }

    private static string Shown(JsonNode? node) => node is null ? "" : PlanValue.Line(node);
}
