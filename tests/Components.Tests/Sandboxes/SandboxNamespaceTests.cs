using System.Collections.Immutable;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Sandboxes;

public class SandboxNamespaceTests
{
    private const string CiliumPolicy = "kubernetes:cilium.io/v2:CiliumNetworkPolicy";
    private const string Admission = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
    private const string ClusterWidePolicy = "kubernetes:cilium.io/v2:CiliumClusterwideNetworkPolicy";

    [Fact]
    public async Task Everything_in_the_namespace_is_as_reviewed()
    {
        var seen = await RunAsync(Platforms.One);

        Snapshot.Match(Outline.Of(seen.Resources.Where(one => one.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
            && !one.Type.Contains("helm.sh", StringComparison.Ordinal))), "sandbox-namespace");
    }

    [Fact]
    public async Task All_traffic_is_denied_twice()
    {
        var seen = await RunAsync(Platforms.One);

        var portable = seen.Of("kubernetes:networking.k8s.io/v1:NetworkPolicy", "default-deny");
        ((IEnumerable<object>)portable.At("spec/policyTypes")!).ShouldBe(["Ingress", "Egress"]);
        portable.At("spec/egress").ShouldBeNull();
        portable.At("spec/ingress").ShouldBeNull();
        ((ImmutableArray<object>)seen.Of(CiliumPolicy, "default-deny").At("spec/egress")!).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_stack_that_names_no_destination_opens_none_not_even_DNS()
    {
        var seen = await RunAsync(Platforms.One with { Egress = [] });

        seen.Resources.Where(one => one.Type == CiliumPolicy).Select(one => one.Name).ShouldBe(["default-deny"]);
    }

    [Fact]
    public async Task Only_the_names_of_the_stack_can_be_looked_up()
    {
        var seen = await RunAsync(Platforms.One);

        var names = (ImmutableArray<object>)seen.Of(CiliumPolicy, "allowed-egress").At("spec/egress/0/toPorts/0/rules/dns")!;
        names.Cast<ImmutableDictionary<string, object>>().Select(rule => rule["matchName"]).ShouldBe(["api.example.com"]);
    }

    [Fact]
    public async Task Addresses_alone_need_no_DNS()
    {
        EgressDestination destination = new() { Cidr = "203.0.113.0/24", Port = 443 };

        var seen = await RunAsync(Platforms.One with { Egress = [destination] });

        seen.Of(CiliumPolicy, "allowed-egress").At("spec/egress/0/toCIDRSet/0/cidr").ShouldBe("203.0.113.0/24");
    }

    [Fact]
    public async Task No_policy_can_open_the_metadata_services_the_nodes_or_the_API_again()
    {
        var policy = (await RunAsync(Platforms.One)).Of(ClusterWidePolicy, "deny-infrastructure");

        var addresses = (ImmutableArray<object>)policy.At("spec/egressDeny/0/toCIDRSet")!;
        addresses.Cast<ImmutableDictionary<string, object>>().Select(one => one["cidr"])
            .ShouldBe(["100.100.100.200/32", "168.63.129.16/32", "169.254.0.0/16", "fd00:ec2::254/128"]);
        ((IEnumerable<object>)policy.At("spec/egressDeny/1/toEntities")!).ShouldBe(["host", "remote-node", "kube-apiserver"]);
        policy.At("spec/enableDefaultDeny/egress").ShouldBe(false);
    }

    [Fact]
    public async Task A_second_policy_is_asked_about_whoever_makes_changes_or_deletes_it_and_in_whatever_version()
    {
        var seen = await RunAsync(Platforms.One);

        var asked = ((ImmutableArray<object>)seen.Of(Admission, "sandbox-network").At("spec/matchConstraints/resourceRules")!).Cast<ImmutableDictionary<string, object>>().ToArray();
        asked.Select(rule => Words(rule, "apiGroups")).ShouldBe(["networking.k8s.io", "cilium.io"]);
        asked.Select(rule => Words(rule, "resources")).ShouldBe(["networkpolicies", "ciliumnetworkpolicies ciliumlocalredirectpolicies ciliumenvoyconfigs"]);
        asked.ShouldAllBe(rule => Words(rule, "operations") == "CREATE UPDATE DELETE" && Words(rule, "apiVersions") == "*");
        var spaces = (ImmutableDictionary<string, object>)seen.Of(Admission + "Binding", "sandbox-network").At("spec/matchResources/namespaceSelector/matchLabels")!;
        spaces["stratus.infra/sandbox"].ShouldBe("true");
    }

    [Fact]
    public async Task PodSecurity_is_restricted_and_enforced()
    {
        var seen = await RunAsync(Platforms.One);
        var labels = (ImmutableDictionary<string, object>)seen.Of("kubernetes:core/v1:Namespace", "sandboxes").At("metadata/labels")!;

        labels["pod-security.kubernetes.io/enforce"].ShouldBe("restricted");
        labels["stratus.infra/sandbox"].ShouldBe("true");
    }

    [Fact]
    public async Task Policies_wait_for_Cilium_which_brings_their_kinds()
    {
        var seen = await RunAsync(Platforms.One);

        (await seen.DependsOnAsync(seen.Of(CiliumPolicy, "default-deny"))).ShouldContain("cilium");
    }

    [Fact]
    public async Task Everything_belongs_to_the_component() => (await RunAsync(Platforms.One)).Orphans.ShouldBeEmpty();

    private static string Words(ImmutableDictionary<string, object> rule, string key) => string.Join(' ', (ImmutableArray<object>)rule[key]);

    private static Task<Recorder> RunAsync(PlatformSettings platform) => Recorder.RunAsync(options =>
    {
        var cluster = Build.Cluster(platform, options);
        Build.Namespace(platform, cluster, Build.Network(platform, cluster, options), options);
    });
}
