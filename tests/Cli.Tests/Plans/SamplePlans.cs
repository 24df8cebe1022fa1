using System.Text;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Tests.Plans;

/// <summary>Plans to test with: small ones built by hand and one that looks like the platform's own.</summary>
internal static class SamplePlans
{
    public const string RootUrn = "urn:pulumi:dev::stratus::pulumi:pulumi:Stack::stratus-dev";

    public const string K3sScript =
        "set -euo pipefail\nexport STRATUS_HOST_ID='a'\nexport STRATUS_K3S_CONFIG='{\"flannel-backend\":\"none\",\"node-label\":[\"it'\\''s\"]}'\n"
        + "apply() { echo hi; }\n\"$1\" </dev/null; exit\n";

    public static Plan Of(params PlanResource[] resources) => new()
    {
        Project = "stratus",
        Stack = "dev",
        Resources = [Root, .. resources],
        Outputs = [],
        Warnings = [],
    };

    public static PlanResource Root { get; } = new()
    {
        Urn = RootUrn,
        Type = "pulumi:pulumi:Stack",
        Name = "stratus-dev",
        Parent = "",
        Custom = false,
        Provider = "",
        Version = "",
        Dependencies = [],
        Inputs = [],
        Outputs = [],
        Options = [],
    };

    public static PlanResource Resource(string type, string name, string inputs = "{}", PlanResource? parent = null, string options = "{}")
    {
        parent ??= Root;
        var types = parent == Root ? type : $"{parent.Urn.Split("::")[2]}${type}";
        return Root with
        {
            Urn = $"urn:pulumi:dev::stratus::{types}::{name}",
            Type = type,
            Name = name,
            Parent = parent.Urn,
            Custom = !type.StartsWith("stratus:", StringComparison.Ordinal),
            Inputs = Json(inputs),
            Options = Json(options),
        };
    }

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public static Plan Platform()
    {
        var host = Resource("stratus:hosts:Host", "a");
        var preflight = Resource("command:remote:Command", "a-preflight", parent: host) with
        {
            Inputs = Command(K3sScript.Replace("K3S_CONFIG", "OTHER", StringComparison.Ordinal)),
        };
        var k3s = Resource("command:remote:Command", "a-k3s", parent: host) with
        {
            Inputs = Command(K3sScript),
            Dependencies = [preflight.Urn],
            Version = "1.2.1",
        };
        var token = Resource("command:remote:Command", "a-join-token", """{"create":"sudo","stdin":{"$secret":true}}""", host);
        var release = Resource("kubernetes:helm.sh/v3:Release", "cilium",
            """
            {"chart":"cilium","version":"1.20.5","namespace":"kube-system","repositoryOpts":{"repo":"https://helm.cilium.io"},
             "values":{"socketLB":{"hostNamespaceOnly":true},"k8sServiceHost":{"$unknown":true}}}
            """);
        var space = Resource("kubernetes:core/v1:Namespace", "sandboxes",
            """
            {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"sandboxes",
             "labels":{"pod-security.kubernetes.io/enforce":"restricted","answer":"yes","hex":"0x1"}}}
            """);
        var policy = Resource("kubernetes:cilium.io/v2:CiliumNetworkPolicy", "egress",
            """
            {"apiVersion":"cilium.io/v2","kind":"CiliumNetworkPolicy","metadata":{"name":"egress","namespace":"sandboxes"},
             "spec":{"endpointSelector":{},"egress":[{"toCIDR":["10.0.0.0/8"]},{"toFQDNs":[{"matchName":"pypi.org"}]}]}}
            """);
        return Of(host, preflight, k3s, token, release, space, policy) with
        {
            Outputs = Json("""{"kubeconfig":{"$secret":true,"$unknown":true},"namespace":"sandboxes"}"""),
            Warnings = ["dev: the k3s binary is not pinned"],
        };
    }

    public static JsonObject Command(string script) => new()
    {
        ["connection"] = new JsonObject { ["$secret"] = true },
        ["create"] = "sudo -n bash -s -- apply",
        ["delete"] = "sudo -n bash -s -- remove",
        ["stdin"] = script,
        ["logging"] = "stderr",
        ["addPreviousOutputInEnv"] = false,
    };

    /// <summary>A platform of many hosts, each a component with three commands.</summary>
    public static Plan Hosts(int count) => Of([.. Enumerable.Range(1, count).SelectMany(number =>
    {
        var host = Resource("stratus:hosts:Host", $"host-{number:d4}");
        string[] things = ["preflight", "preparation", "k3s"];
        return things
            .Select(thing => Resource("command:remote:Command", $"{host.Name}-{thing}", parent: host) with { Inputs = Command(K3sScript) })
            .Prepend(host);
    })]);

    public static Plan Replace(Plan plan, string name, Func<PlanResource, PlanResource> edit) => plan with
    {
        Resources = [.. plan.Resources.Select(resource => resource.Name == name ? edit(resource) : resource)],
    };

    public static string Write(Plan plan)
    {
        using var stream = new MemoryStream();
        PlanJson.Write(plan, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static Plan Read(string json) => PlanJson.Read(Encoding.UTF8.GetBytes(json));
}
