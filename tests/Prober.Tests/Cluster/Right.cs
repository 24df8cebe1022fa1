namespace Stratus.Prober.Tests.Cluster;

/// <summary>One thing that a role allows, by the rules of RBAC: <c>pkg/apis/rbac/v1/evaluation_helpers.go</c> in Kubernetes.</summary>
internal sealed record Right(string? Namespace, string Group, string Resource, string Verb, string Name)
{
    /// <summary>Whether a request may be answered by it.</summary>
    public bool Allows(RequestInfo request) =>
        (Namespace is null || Namespace == request.Namespace)
        && (Group == "*" || Group == request.Group)
        && (Resource is "*" || Resource == request.Resource || (Resource.StartsWith("*/", StringComparison.Ordinal) && request.Resource.EndsWith(Resource[1..], StringComparison.Ordinal)))
        && (Verb == "*" || Verb == request.Verb)
        && (Name.Length == 0 || Name == request.Name);

    /// <summary>In words, as in <c>get services kubernetes in default</c>.</summary>
    public override string ToString() =>
        $"{Verb} {Resource}{(Group.Length > 0 ? $".{Group}" : "")}{(Name.Length > 0 ? $" {Name}" : "")} {(Namespace is null ? "everywhere" : $"in {Namespace}")}";
}
