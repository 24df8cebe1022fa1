using System.Globalization;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Rendering;

/// <summary>Helm releases: <c>helm/RELEASE/values.yaml</c>, the values files that it names, and everything else in <c>release.yaml</c>.</summary>
internal static class HelmFiles
{
    /// <summary>True for a Helm release.</summary>
    public static bool Renders(PlanResource resource) =>
        resource.Custom && resource.Type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal);

    /// <summary>The release's files.</summary>
    public static IEnumerable<RenderedFile> Render(PlanResource resource, SafePaths paths)
    {
        var release = PlanValue.Text(resource.Inputs, "name") ?? resource.Name;
        var folder = $"helm/{SafePaths.Name(release)}";
        var head = $"# {VisibleText.Line(resource.Urn)}\n";
        if (PlanValue.Marker(resource.Inputs) is not null)
        {
            yield return new RenderedFile(paths.Take(folder, "release", ".yaml"), head + YamlText.Write(resource.Inputs), resource, "release");
            yield break;
        }

        var settings = resource.Inputs.DeepClone().AsObject();
        settings.Remove("values", out var values);
        yield return new RenderedFile(paths.Take(folder, "release", ".yaml"), head + YamlText.Write(Readable(settings)), resource, "release");
        yield return new RenderedFile(
            paths.Take(folder, "values", ".yaml"), head + YamlText.Write(values ?? new JsonObject()), resource, "values");
        foreach (var (text, number) in ValuesFiles(resource.Inputs))
        {
            var stem = string.Create(CultureInfo.InvariantCulture, $"values-{number:d2}");
            yield return new RenderedFile(
                paths.Take(folder, stem, ".yaml"), text, resource, "values file as the program holds it, below values.yaml in rank");
        }
    }

    private static IEnumerable<(string Text, int Number)> ValuesFiles(JsonObject inputs) =>
        (inputs["valueYamlFiles"] as JsonArray ?? [])
        .Select((file, index) => (Text: PlanValue.Text(file, PlanValue.AssetKey, "text"), Number: index + 1))
        .Where(file => file.Text is not null)
        .Select(file => (file.Text!, file.Number));

    // A values file stands beside it whole; here its name is enough.
    private static JsonObject Readable(JsonObject settings)
    {
        if (settings["valueYamlFiles"] is not JsonArray files) return settings;
        for (var index = 0; index < files.Count; index++)
        {
            if (PlanValue.Text(files[index], PlanValue.AssetKey, "text") is null) continue;
            files[index] = string.Create(CultureInfo.InvariantCulture, $"values-{index + 1:d2}.yaml");
        }

        return settings;
    }
}
