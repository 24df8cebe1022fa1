using System.Xml;

namespace Pulumi.Kubernetes.Generator;

/// <summary>The documentation of the models, as KubernetesClient's package ships it beside its assembly.</summary>
internal sealed class ModelDocumentation
{
    private readonly Dictionary<string, string> summaries = [];

    public static ModelDocumentation Read(string path)
    {
        var documentation = new ModelDocumentation();
        using var reader = XmlReader.Create(path);
        while (reader.ReadToFollowing("member"))
        {
            var member = reader.GetAttribute("name") ?? "";
            if (IsOfModel(member) && reader.ReadToDescendant("summary"))
                documentation.summaries[member] = reader.ReadInnerXml();
        }

        return documentation;
    }

    public string Of(Type model) => Summary($"T:{model.FullName}", "A type of the Kubernetes API.");

    public string Of(Type model, string property) =>
        Summary($"P:{model.FullName}.{property}", "A field of the Kubernetes API; upstream does not describe it.");

    private static bool IsOfModel(string member) =>
        member.StartsWith("T:k8s.Models.", StringComparison.Ordinal) || member.StartsWith("P:k8s.Models.", StringComparison.Ordinal);

    private string Summary(string member, string fallback) =>
        summaries.TryGetValue(member, out var summary) && !string.IsNullOrWhiteSpace(summary) ? summary : fallback;
}
