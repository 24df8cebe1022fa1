using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Rendering;

/// <summary>Kubernetes objects as manifests: <c>kubernetes/NAMESPACE/KIND-NAME.yaml</c>, <c>kubernetes/cluster/…</c> without a namespace.</summary>
internal static class KubernetesFiles
{
    private const string Prefix = "kubernetes:";

    /// <summary>True for a resource that is one Kubernetes object.</summary>
    public static bool Renders(PlanResource resource) =>
        resource.Custom && resource.Type.StartsWith(Prefix, StringComparison.Ordinal)
        && !HelmFiles.Renders(resource)
        && !resource.Type.StartsWith("kubernetes:index", StringComparison.Ordinal)
        && !resource.Type.StartsWith("kubernetes:yaml", StringComparison.Ordinal);

    /// <summary>The object's manifest.</summary>
    public static RenderedFile Render(PlanResource resource, SafePaths paths)
    {
        var manifest = Manifest(resource);
        var (_, kind) = FromToken(resource.Type);
        var name = PlanValue.Text(manifest, "metadata", "name") ?? resource.Name;
        var space = PlanValue.Find(manifest, "metadata", "namespace") switch
        {
            null => "cluster",
            var node when PlanValue.Marker(node) is not null => "unknown-namespace",
            var node => PlanValue.Line(node),
        };
        var path = paths.Take(
            $"kubernetes/{SafePaths.Name(space)}", $"{SafePaths.Name(kind).ToLowerInvariant()}-{SafePaths.Name(name)}", ".yaml");
        var content = $"# {VisibleText.Line(resource.Urn)}\n{YamlText.Write(manifest)}";
        return new RenderedFile(path, content, resource, $"{kind} manifest");
    }

    // What the API server receives says its version and kind; the SDK may leave them to the token.
    private static JsonObject Manifest(PlanResource resource)
    {
        var manifest = resource.Inputs.DeepClone().AsObject();
        if (PlanValue.Marker(manifest) is not null) return manifest;
        var (version, kind) = FromToken(resource.Type);
        manifest.TryAdd("apiVersion", version);
        manifest.TryAdd("kind", kind.EndsWith("Patch", StringComparison.Ordinal) ? kind[..^"Patch".Length] : kind);
        return manifest;
    }

    // kubernetes:core/v1:Namespace, kubernetes:cilium.io/v2:CiliumNetworkPolicy
    private static (string Version, string Kind) FromToken(string type)
    {
        var parts = type[Prefix.Length..].Split(':', 2);
        var version = parts[0].StartsWith("core/", StringComparison.Ordinal) ? parts[0]["core/".Length..] : parts[0];
        return (version, parts.Length > 1 ? parts[1] : parts[0]);
    }
}
