using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using Stratus.Core.Proof.Rights;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>Rights by the rules of RBAC, and how an API server words it that somebody has none.</summary>
public sealed class ClusterAccessTests
{
    private const string User = "system:serviceaccount:a:somebody";

    private static readonly AccessRule Pods = new("", ["pods", "pods/log"], ["get", "list"]);

    [Theory]
    [InlineData("get", "", "pods", "a", true)]
    [InlineData("list", "", "pods", "a", true)]
    [InlineData("get", "", "pods/log", "a", true)]
    [InlineData("watch", "", "pods", "a", false)]
    [InlineData("delete", "", "pods", "a", false)]
    [InlineData("deletecollection", "", "pods", "a", false)]
    [InlineData("get", "", "pods/exec", "a", false)]
    [InlineData("get", "", "services", "a", false)]
    [InlineData("get", "batch", "pods", "a", false)]
    [InlineData("get", "", "pods", "b", false)]
    [InlineData("list", "", "pods", "", false)]
    public void A_role_allows_its_verbs_of_its_resources_in_its_namespace(string verb, string group, string resource, string space, bool isAllowed) =>
        Access(Pods).IsAllowed(Asked(verb, group, resource, space)).ShouldBe(isAllowed);

    [Theory]
    [InlineData("")]
    [InlineData("b")]
    public void What_holds_in_the_cluster_holds_in_every_namespace(string space) =>
        new ClusterAccess(User, [new("one", null, [Pods])]).IsAllowed(Asked("list", "", "pods", space)).ShouldBeTrue();

    [Theory]
    [InlineData("get", "one", true)]
    [InlineData("get", "other", false)]
    [InlineData("list", "", false)]
    [InlineData("create", "", false)]
    public void A_rule_about_names_is_about_nothing_else(string verb, string name, bool isAllowed) =>
        Access(new AccessRule("", ["pods"], ["get", "list", "create"]) { Names = ["one"] }).IsAllowed(Asked(verb, "", "pods", "a") with { Name = name }).ShouldBe(isAllowed);

    [Theory]
    [InlineData("*", "pods/log", "*", true)]
    [InlineData("", "*", "get", true)]
    [InlineData("", "*/log", "get", true)]
    [InlineData("", "*/exec", "*", false)]
    [InlineData("", "pods/*", "*", false)]
    [InlineData("batch", "*", "*", false)]
    public void A_star_is_everything_of_its_kind(string group, string resource, string verb, bool isAllowed) =>
        Access(new AccessRule(group, [resource], [verb])).IsAllowed(Asked("get", "", "pods/log", "a")).ShouldBe(isAllowed);

    [Theory]
    [InlineData("get", "/apis", true)]
    [InlineData("get", "/apis/batch/v1", true)]
    [InlineData("get", "/version", true)]
    [InlineData("post", "/apis", false)]
    [InlineData("get", "/metrics", false)]
    [InlineData("get", "/versions", false)]
    public void Everybody_may_discover_what_there_is(string verb, string path, bool isAllowed) =>
        Access().IsAllowed(new() { Verb = verb, Path = path }).ShouldBe(isAllowed);

    [Fact]
    public void Of_what_is_allowed_there_is_an_account_of_what_was_never_done()
    {
        var access = Access(Pods, new("batch", ["jobs"], ["get"]) { Names = ["one"] });
        access.IsAllowed(Asked("get", "", "pods", "a"));
        access.IsAllowed(Asked("list", "", "pods/log", "a"));
        access.IsAllowed(Asked("watch", "", "pods", "a"));
        access.Unused.ShouldBe(["list pods in a", "get pods/log in a", "get jobs.batch one in a"]);
    }

    [Fact]
    public async Task One_missing_verb_is_refused_as_an_API_server_refuses()
    {
        await using var cluster = await StartedAsync(new AccessRule("", ["pods"], ["create", "get"]), new AccessRule("batch", ["jobs"], ["get"]));

        await RefusedAsync(() => cluster.HeldClient.CoreV1.ListNamespacedPodAsync("a", labelSelector: "b=c"),
            $"pods is forbidden: User \"{User}\" cannot list resource \"pods\" in API group \"\" in the namespace \"a\"", """{"kind":"pods"}""");
        await RefusedAsync(() => cluster.HeldClient.CoreV1.ReadNamespacedPodLogAsync("b", "a"),
            $"pods \"b\" is forbidden: User \"{User}\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"a\"", """{"name":"b","kind":"pods"}""");
        await RefusedAsync(() => cluster.HeldClient.BatchV1.DeleteNamespacedJobAsync("b", "a"),
            $"jobs.batch \"b\" is forbidden: User \"{User}\" cannot delete resource \"jobs\" in API group \"batch\" in the namespace \"a\"", """{"name":"b","group":"batch","kind":"jobs"}""");
        await RefusedAsync(() => cluster.HeldClient.CoreV1.ListNodeAsync(),
            $"nodes is forbidden: User \"{User}\" cannot list resource \"nodes\" in API group \"\" at the cluster scope", """{"kind":"nodes"}""");
        cluster.Access!.Refused.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_shell_over_a_websocket_takes_get_and_create()
    {
        foreach (var verb in (string[])["get", "create"])
        {
            await using var cluster = await StartedAsync(new AccessRule("", ["pods/exec"], [verb]));
            await Should.ThrowAsync<Exception>(() => cluster.HeldClient.WebSocketNamespacedPodExecAsync("b", "a", "true"));
            cluster.Access!.Refused.ShouldHaveSingleItem().ShouldContain($"cannot {(verb == "get" ? "create" : "get")} resource \"pods/exec\"");
        }
    }

    [Fact]
    public async Task Another_token_is_nobodys_and_who_bears_none_is_the_test()
    {
        await using var cluster = await StartedAsync();
        using var stranger = new Kubernetes(new KubernetesClientConfiguration { Host = cluster.Url, AccessToken = "another" });

        (await Should.ThrowAsync<HttpOperationException>(() => stranger.Apis.GetAPIVersionsAsync())).Response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await cluster.Client.CoreV1.ListNodeAsync(cancellationToken: TestContext.Current.CancellationToken)).Items.ShouldNotBeNull();
    }

    private static ClusterAccess Access(params AccessRule[] rules) => new(User, [new("one", "a", [.. rules])]);

    private static RequestInfo Asked(string verb, string group, string resource, string space) =>
        new() { Verb = verb, Path = "/unused", Group = group, Resource = resource, Namespace = space };

    private static async Task<StandInCluster> StartedAsync(params AccessRule[] rules)
    {
        var cluster = await StandInCluster.StartAsync(new());
        cluster.Access = Access(rules);
        return cluster;
    }

    private static async Task RefusedAsync(Func<Task> call, string message, string details)
    {
        var refusal = await Should.ThrowAsync<HttpOperationException>(call);
        refusal.Response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var status = JsonNode.Parse(refusal.Response.Content)!;
        status["message"]!.GetValue<string>().ShouldBe(message);
        status["reason"]!.GetValue<string>().ShouldBe("Forbidden");
        status["code"]!.GetValue<int>().ShouldBe(403);
        status["details"]!.ToJsonString().ShouldBe(details);
    }
}
