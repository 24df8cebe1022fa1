namespace Pulumi;

/// <summary>Makes URNs.</summary>
public static class Urn
{
    /// <summary>The URN of a resource by its name, type and ancestry. What is left out is this program's.</summary>
    public static Output<string> Create(
        Input<string> name, Input<string> type, Resource? parent = null, Input<string>? parentUrn = null,
        Input<string>? project = null, Input<string>? stack = null)
    {
        if (parent is not null && parentUrn is not null)
        {
            throw new ArgumentException("Only one of 'parent' and 'parentUrn' can be non-null.");
        }
        Input<string>? ancestry = parent is null ? parentUrn : (Input<string>)parent.Urn;
        var prefix = ancestry is null
            ? Output.Format($"urn:pulumi:{stack ?? Deployment.Instance.StackName}::{project ?? Deployment.Instance.ProjectName}::")
            : ancestry.ToOutput().Apply(urn => urn[..urn.LastIndexOf("::", StringComparison.Ordinal)] + "$");
        return Output.Format($"{prefix}{type}::{name}");
    }

    /// <summary>The last type of a URN: its resource's own.</summary>
    internal static string TypeOf(string urn)
    {
        var parts = urn.Split("::");
        return parts.Length > 2 ? parts[2].Split('$')[^1] : "";
    }

    internal static string NameOf(string urn) => urn.Split("::", 4) is { Length: 4 } parts ? parts[3] : "";
}
