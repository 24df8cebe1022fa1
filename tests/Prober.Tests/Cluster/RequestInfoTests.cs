using Microsoft.AspNetCore.Http;

namespace Stratus.Prober.Tests.Cluster;

public sealed class RequestInfoTests
{
    [Theory]
    [InlineData("GET", "/api/v1/nodes", "list nodes")]
    [InlineData("GET", "/api/v1/nodes/node-1", "get nodes node-1")]
    [InlineData("HEAD", "/api/v1/nodes/node-1", "get nodes node-1")]
    [InlineData("GET", "/api/v1/namespaces", "list namespaces")]
    [InlineData("GET", "/api/v1/namespaces/a", "get namespaces a in a")]
    [InlineData("PUT", "/api/v1/namespaces/a/finalize", "update namespaces/finalize a in a")]
    [InlineData("GET", "/api/v1/namespaces/a/pods", "list pods in a")]
    [InlineData("HEAD", "/api/v1/namespaces/a/pods", "list pods in a")]
    [InlineData("POST", "/api/v1/namespaces/a/pods", "create pods in a")]
    [InlineData("DELETE", "/api/v1/namespaces/a/pods", "deletecollection pods in a")]
    [InlineData("DELETE", "/api/v1/namespaces/a/pods/b", "delete pods b in a")]
    [InlineData("PATCH", "/api/v1/namespaces/a/pods/b", "patch pods b in a")]
    [InlineData("PATCH", "/api/v1/namespaces/a/pods/b/status", "patch pods/status b in a")]
    [InlineData("GET", "/api/v1/namespaces/a/pods/b/log", "get pods/log b in a")]
    [InlineData("GET", "/api/v1/namespaces/a/pods/b/exec?command=sh", "get pods/exec b in a")]
    [InlineData("POST", "/api/v1/namespaces/a/pods/b/exec?command=sh", "create pods/exec b in a")]
    [InlineData("POST", "/apis/batch/v1/namespaces/a/jobs", "create jobs.batch in a")]
    [InlineData("GET", "/apis/batch/v1/jobs", "list jobs.batch")]
    public void A_request_is_told_by_method_and_path(string method, string target, string asked) => Told(method, target).ShouldBe(asked);

    [Theory]
    [InlineData("?watch=true", "watch pods in a")]
    [InlineData("?watch=1", "watch pods in a")]
    [InlineData("?watch", "watch pods in a")]
    [InlineData("?watch=false", "list pods in a")]
    [InlineData("?watch=0", "list pods in a")]
    [InlineData("?labelSelector=b", "list pods in a")]
    [InlineData("?fieldSelector=metadata.name%3Db", "list pods b in a")]
    [InlineData("?fieldSelector=spec.nodeName%3Dc,metadata.name%3Db&watch=true", "watch pods b in a")]
    public void Whoever_reads_without_a_name_lists_or_watches(string query, string asked) => Told("GET", $"/api/v1/namespaces/a/pods{query}").ShouldBe(asked);

    [Theory]
    [InlineData("/api/v1/watch/namespaces/a/pods", "watch pods in a")]
    [InlineData("/api/v1/namespaces/a/pods/b?watch=true", "get pods b in a")]
    public void The_older_path_watches_and_one_object_does_not(string target, string asked) => Told("GET", target).ShouldBe(asked);

    [Theory]
    [InlineData("GET", "/version", "get /version")]
    [InlineData("GET", "/apis", "get /apis")]
    [InlineData("GET", "/api/v1", "get /api/v1")]
    [InlineData("GET", "/apis/batch/v1", "get /apis/batch/v1")]
    [InlineData("POST", "/metrics", "post /metrics")]
    public void Other_paths_are_about_no_resource(string method, string target, string asked) => Told(method, target).ShouldBe(asked);

    private static string Told(string method, string target)
    {
        var (path, query) = target.Split('?') is [var before, var after] ? (before, $"?{after}") : (target, "");
        var info = RequestInfo.Of(new DefaultHttpContext { Request = { Method = method, Path = path, QueryString = new(query) } }.Request);
        if (info.Group is null) return $"{info.Verb} {info.Path}";
        string[] words = [info.Verb, info.Group.Length > 0 ? $"{info.Resource}.{info.Group}" : info.Resource, info.Name, info.Namespace.Length > 0 ? $"in {info.Namespace}" : ""];
        return string.Join(' ', words.Where(word => word.Length > 0));
    }
}
