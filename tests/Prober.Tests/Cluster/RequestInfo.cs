using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>
/// What a request asks for, as an API server tells it by method, path and query alone: <c>RequestInfoFactory</c> in <c>k8s.io/apiserver</c>,
/// <c>pkg/endpoints/request/requestinfo.go</c>. It is all that rights are asked about.
/// </summary>
internal sealed record RequestInfo
{
    private static readonly string[] NamespaceSubresources = ["status", "finalize"];

    /// <summary>What is done.</summary>
    public required string Verb { get; init; }

    /// <summary>The path, whole.</summary>
    public required string Path { get; init; }

    /// <summary>The API group; null: it is about no resource, and the path says what it is.</summary>
    public string? Group { get; init; }

    /// <summary>The namespace; empty: the whole cluster.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The resource, a subresource of it after a slash.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The object; empty: none that has a name yet, or several.</summary>
    public string Name { get; init; } = "";

    /// <summary>Tells it of a request.</summary>
    public static RequestInfo Of(HttpRequest request)
    {
        var info = new RequestInfo { Verb = request.Method.ToLowerInvariant(), Path = request.Path.Value! };
        return info.Path.Trim('/').Split('/') switch
        {
            ["api", _, var first, .. var more] => (info with { Group = "" }).About(request, [first, .. more]),
            ["apis", var group, _, var first, .. var more] => (info with { Group = group }).About(request, [first, .. more]),
            _ => info,
        };
    }

    private RequestInfo About(HttpRequest request, string[] parts)
    {
        // Older than the parameter of that name: /api/v1/watch/pods; and /api/v1/proxy.
        if (parts is ["watch" or "proxy", _, ..]) return Named(parts[0], parts[1..]);
        return Named(request.Method switch { "POST" => "create", "GET" or "HEAD" => "get", "PUT" => "update", "PATCH" => "patch", "DELETE" => "delete", _ => "" }, parts).OfMany(request.Query);
    }

    private RequestInfo Named(string verb, string[] parts)
    {
        var space = parts is ["namespaces", var name, ..] ? name : "";
        // What comes after a namespace is a resource of its own, unless it is a part of the namespace itself.
        if (parts is ["namespaces", _, var after, ..] && !NamespaceSubresources.Contains(after)) parts = parts[2..];
        return this with
        {
            Verb = verb,
            Namespace = space,
            Resource = parts.Length > 2 && verb != "proxy" ? $"{parts[0]}/{parts[2]}" : parts[0],
            Name = parts.Length > 1 ? parts[1] : "",
        };
    }

    // Whoever reads or deletes without a name means many; who selects by name has it from there.
    private RequestInfo OfMany(IQueryCollection query) => (Verb, Name) switch
    {
        ("get", "") => this with { Verb = IsTrue(query["watch"]) ? "watch" : "list", Name = NameIn(query["fieldSelector"]) },
        ("delete", "") => this with { Verb = "deletecollection" },
        _ => this,
    };

    private static bool IsTrue(StringValues values) => values.Count > 0 && values[0]?.ToLowerInvariant() is not ("false" or "0");

    private static string NameIn(StringValues selector) =>
        selector is [{ } text, ..] && text.Split(',').FirstOrDefault(one => one.StartsWith("metadata.name=", StringComparison.Ordinal)) is { } named
            ? named["metadata.name=".Length..].TrimStart('=')
            : "";
}
