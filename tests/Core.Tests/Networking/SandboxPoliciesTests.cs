using System.Text.Json;
using FsCheck.Xunit;
using Stratus.Core.Networking;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Networking;

public class SandboxPoliciesTests
{
    [Fact]
    public void Denying_everything_takes_a_rule_without_a_peer_in_each_direction() =>
        JsonSerializer.Serialize(SandboxPolicies.DefaultDeny).ShouldBe("""{"endpointSelector":{},"ingress":[{}],"egress":[{}]}""");

    [Fact]
    public void A_name_is_looked_up_and_reached_and_no_other() =>
        JsonSerializer.Serialize(SandboxPolicies.Allow([new EgressDestination { Host = "api.example.com", Port = 8443 }])).ShouldBe(
            """
            {"endpointSelector":{},"egress":[{"toEndpoints":[{"matchLabels":{"k8s:io.kubernetes.pod.namespace":"kube-system","k8s-app":"kube-dns"}}],"toPorts":[{"ports":[{"port":"53","protocol":"ANY"}],"rules":{"dns":[{"matchName":"api.example.com"}]}}]},{"toFQDNs":[{"matchName":"api.example.com"}],"toPorts":[{"ports":[{"port":"8443","protocol":"TCP"}]}]}]}
            """);

    [Fact]
    public void One_name_on_two_ports_is_looked_up_by_one_rule()
    {
        var policy = JsonSerializer.Serialize(SandboxPolicies.Allow([
            new EgressDestination { Host = "api.example.com", Port = 443 },
            new EgressDestination { Host = "api.example.com", Port = 8443 }]));

        policy.Split("\"dns\":[{\"matchName\":\"api.example.com\"}]").Length.ShouldBe(2);
        policy.ShouldContain("\"8443\"");
    }

    [Property]
    public void Every_destination_has_exactly_one_rule_of_its_own(ushort[] ports)
    {
        var destinations = ports.Select((port, index) => new EgressDestination { Cidr = $"203.0.113.{index % 256}/32", Port = port }).ToArray();

        var rules = (object[])SandboxPolicies.Allow(destinations)["egress"];

        rules.Length.ShouldBe(ports.Length);
        JsonSerializer.Serialize(rules).ShouldNotContain("kube-dns");
    }
}
