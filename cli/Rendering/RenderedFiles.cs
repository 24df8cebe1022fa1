using Stratus.Cli.Plans;

namespace Stratus.Cli.Rendering;

/// <summary>A plan as files: manifests, scripts, Helm values and k3s's config exactly as they would be applied, and an index.</summary>
public static class RenderedFiles
{
    /// <summary>
    /// Writes a plan's files. The same plan gives the same bytes. The folder appears as a whole or not at all; its former content,
    /// if this wrote it, is gone afterwards.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">Where to: a folder that does not exist, is empty, or was written by this.</param>
    /// <exception cref="IOException">The folder holds what this did not write, or cannot be written; the message says what to do.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(Plan plan, DirectoryInfo folder)
    {
        var paths = new SafePaths();
        var sorted = PlanOrder.Sort(plan.Resources);
        RenderedFile[] files =
        [
            .. new HostFiles(paths).Render(plan),
            .. sorted.Where(KubernetesFiles.Renders).Select(resource => KubernetesFiles.Render(resource, paths)),
            .. sorted.Where(HelmFiles.Renders).SelectMany(resource => HelmFiles.Render(resource, paths)),
        ];
        var contents = files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        contents["README.md"] = RenderedIndex.Write(plan, files);
        RenderedFolder.Replace(folder, contents);
    }
}
