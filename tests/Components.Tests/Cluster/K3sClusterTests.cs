using System.Text.Json;
using Pulumi;
using Stratus.Components.Cluster;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Cluster;

public class K3sClusterTests
{
    [Fact]
    public async Task Flannel_its_policy_controller_and_kube_proxy_are_off_on_every_server()
    {
        var seen = await RunAsync(servers: 3, agents: 1);

        foreach (var server in new[] { "server-1", "server-2", "server-3" })
        {
            var config = Config(seen, server);
            config.GetProperty("flannel-backend").GetString().ShouldBe("none");
            config.GetProperty("disable-network-policy").GetBoolean().ShouldBeTrue();
            config.GetProperty("disable-kube-proxy").GetBoolean().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Only_the_first_server_starts_a_cluster_and_everybody_else_joins_it()
    {
        var seen = await RunAsync(servers: 3, agents: 1);

        Config(seen, "server-1").GetProperty("cluster-init").GetBoolean().ShouldBeTrue();
        Config(seen, "server-1").TryGetProperty("server", out _).ShouldBeFalse();
        foreach (var joining in new[] { "server-2", "server-3", "agent-1" })
        {
            Config(seen, joining).GetProperty("server").GetString().ShouldBe("https://192.0.2.1:6443");
            Config(seen, joining).TryGetProperty("cluster-init", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Servers_join_one_by_one()
    {
        var seen = await RunAsync(servers: 3, agents: 0);

        (await seen.DependsOnAsync(seen["server-2-join-token"])).ShouldContain("server-1-containerd");
        (await seen.DependsOnAsync(seen["server-3-join-token"])).ShouldContain("server-2-containerd");
    }

    [Fact]
    public async Task Agents_wait_for_no_other_node()
    {
        var seen = await RunAsync(servers: 3, agents: 2);

        (await seen.DependsOnAsync(seen["agent-1-join-token"])).ShouldBe(["agent-1"]);
        (await seen.DependsOnAsync(seen["agent-2-join-token"])).ShouldBe(["agent-2"]);
    }

    [Fact]
    public async Task The_first_server_forgets_a_node_when_its_k3s_is_gone_and_before_its_own_goes()
    {
        var seen = await RunAsync(servers: 3, agents: 1);

        foreach (var joining in new[] { "server-2", "server-3", "agent-1" })
        {
            var membership = seen[$"{joining}-membership"];
            membership.Script!["STRATUS_NODE_NAME"].ShouldBe(joining);
            JsonSerializer.Serialize(membership.Inputs["connection"]).ShouldContain("192.0.2.1\"");
            (await seen.DependsOnAsync(seen[$"{joining}-k3s"])).ShouldContain($"{joining}-membership");
            // Beside the token: a host waits for no more commands one after the other than without it.
            var former = await seen.DependsOnAsync(membership);
            former.ShouldContain("server-1-cluster-access");
            former.ShouldNotContain($"{joining}-join-token");
        }
        seen.Resources.ShouldNotContain(one => one.Name == "server-1-membership");
    }

    [Fact]
    public async Task An_agent_never_learns_the_token_of_the_servers()
    {
        var seen = await RunAsync(servers: 3, agents: 1);

        seen["agent-1-join-token"].Script!["STRATUS_JOIN_TOKEN"].ShouldBe("agent-token-canary");
        seen["agent-1-join-token"].Script!["STRATUS_AGENT_TOKEN"].ShouldBe("");
        seen["server-2-join-token"].Script!["STRATUS_JOIN_TOKEN"].ShouldBe("server-token-canary");
        seen["server-2-join-token"].Script!["STRATUS_AGENT_TOKEN"].ShouldBe("agent-token-canary");
    }

    [Fact]
    public async Task Tokens_and_kubeconfig_stand_in_no_script_but_the_one_that_writes_the_token()
    {
        var seen = await RunAsync(servers: 3, agents: 1);

        var others = seen.Resources.Where(one => one.Type == "command:remote:Command" && !one.Name.EndsWith("-join-token", StringComparison.Ordinal));
        others.ShouldAllBe(one => !((string)one.Inputs["stdin"]).Contains("-canary", StringComparison.Ordinal));
        seen.Resources.ShouldAllBe(one => one.Type != "command:remote:Command" || (string)one.Inputs["create"] == "bash -s -- apply");
    }

    [Fact]
    public async Task The_kubeconfig_is_secret()
    {
        K3sCluster? cluster = null;
        await Recorder.RunAsync(options => cluster = Build.Cluster(Platforms.One, options));

        (await Output.IsSecretAsync(cluster!.Kubeconfig)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_reads_the_tokens_keeps_its_output_secret()
    {
        var seen = await RunAsync(servers: 1, agents: 0);

        var options = (CustomResourceOptions)seen.OptionsOf(seen["server-1-cluster-access"]);
        options.AdditionalSecretOutputs.ShouldContain("stdout");
    }

    [Fact]
    public async Task With_agents_sandboxes_stay_off_the_servers()
    {
        var with = await RunAsync(servers: 1, agents: 1);
        var without = await RunAsync(servers: 1, agents: 0);

        Config(with, "server-1").GetProperty("node-taint")[0].GetString().ShouldBe("CriticalAddonsOnly=true:NoExecute");
        Config(without, "server-1").TryGetProperty("node-taint", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task No_host_waits_for_more_than_six_commands_of_its_own()
    {
        var seen = await RunAsync(servers: 3, agents: 2);

        foreach (var host in new[] { "server-1", "server-2", "agent-1" })
        {
            seen.Resources.Count(one => one.Type == "command:remote:Command" && one.Name.StartsWith($"{host}-", StringComparison.Ordinal))
                .ShouldBeLessThanOrEqualTo(6, host);
        }
    }

    [Fact]
    public async Task Everything_belongs_to_the_component()
    {
        var seen = await RunAsync(servers: 3, agents: 1);

        seen.Orphans.ShouldBeEmpty();
    }

    private static Task<Recorder> RunAsync(int servers, int agents) =>
        Recorder.RunAsync(options => Build.Cluster(Platforms.Of(servers, agents), options));

    private static JsonElement Config(Recorder seen, string host) =>
        JsonDocument.Parse(seen[$"{host}-k3s"].Script!["STRATUS_K3S_CONFIG"]).RootElement;
}
