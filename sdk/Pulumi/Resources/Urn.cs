namespace Pulumi;

/// <summary>A resource's unique name.</summary>
public readonly record struct Urn
{
    private readonly string _value;

    /// <summary>A URN by its text; <see cref="ArgumentException"/> if there is none.</summary>
    public Urn(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The text.</summary>
    public static implicit operator string(Urn value) => value._value;

    /// <inheritdoc/>
    public override string ToString() => _value;

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
