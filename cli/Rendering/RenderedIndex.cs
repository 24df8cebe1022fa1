using System.Text;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Rendering;

/// <summary>The rendered folder's front page: every file, and every resource that is none.</summary>
internal static class RenderedIndex
{
    /// <summary>The text of <c>README.md</c>.</summary>
    public static string Write(Plan plan, IReadOnlyList<RenderedFile> files)
    {
        var page = new StringBuilder();
        page.Append($"# Stack {MarkdownText.Code(plan.Stack)} of project {MarkdownText.Code(plan.Project)}, rendered\n\n");
        page.Append("What `pulumi up` would apply, as files; nothing was applied. A value in angle brackets stands for one that no file may hold or\n");
        page.Append($"that nobody can know yet: `{PlanValue.SecretText}`, `{PlanValue.UnknownText}`. `stratus render` replaces this folder as a whole.\n");
        foreach (var (title, folder) in new[] { ("Hosts", "hosts/"), ("Kubernetes", "kubernetes/"), ("Helm", "helm/") })
        {
            WriteFiles(page, title, files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)));
        }

        WriteOthers(page, plan, files);
        return page.ToString();
    }

    private static void WriteFiles(StringBuilder page, string title, IEnumerable<RenderedFile> files)
    {
        var entries = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        if (entries.Count == 0) return;
        page.Append($"\n## {title}\n\n");
        foreach (var file in entries)
        {
            // The path needs no care: it holds nothing but letters, digits, dots, dashes and underscores.
            page.Append($"- [{file.Path}]({file.Path}): {Held(file)}{file.What}, from {MarkdownText.Code(file.Resource.Name)}\n");
        }
    }

    private static string Held(RenderedFile file)
    {
        var secret = file.Content.Contains(PlanValue.SecretText, StringComparison.Ordinal)
            || file.Content.Contains(PlanValue.SecretUnknownText, StringComparison.Ordinal);
        var unknown = file.Content.Contains(PlanValue.UnknownText, StringComparison.Ordinal)
            || file.Content.Contains(PlanValue.SecretUnknownText, StringComparison.Ordinal);
        return (secret, unknown) switch
        {
            (true, true) => "**secret and unknown values**, ",
            (true, false) => "**secret values**, ",
            (false, true) => "**unknown values**, ",
            _ => "",
        };
    }

    private static void WriteOthers(StringBuilder page, Plan plan, IReadOnlyList<RenderedFile> files)
    {
        var shown = files.Select(file => file.Resource.Urn).ToHashSet(StringComparer.Ordinal);
        var others = PlanOrder.Sort(plan.Resources).Where(resource => !shown.Contains(resource.Urn)).ToList();
        if (others.Count == 0) return;
        page.Append("\n## Resources without a file\n\n");
        foreach (var resource in others)
        {
            page.Append($"- {MarkdownText.Code(resource.Type)} {MarkdownText.Code(resource.Name)}\n");
        }
    }
}
