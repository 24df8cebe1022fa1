namespace Stratus.Core.Tests.Settings;

/// <summary>One mistake gives one error: nothing that only follows from it is reported beside it.</summary>
public sealed class FollowingMistakeTests
{
    private static string[] Paths(StackFile file) => [.. file.Parse().Errors.Select(error => error.Path)];

    [Fact]
    public void Items_that_are_no_hosts_are_not_the_same_host_twice()
    {
        var result = StackFile.Prod().With("hosts[1]", "7").With("hosts[3]", "[]").Parse();
        result.Errors.Select(error => error.Path).ShouldBe(["hosts[1]", "hosts[3]"]);
        result.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"10.0.0.300\"")]
    [InlineData("\"\"")]
    public void Hosts_whose_addresses_are_wrong_do_not_share_a_node_address(string address) =>
        Paths(StackFile.Prod().With("hosts[0].address", address).With("hosts[3].address", address).With("hosts[3].port", "2223")
            .Without("hosts[0].nodeAddress").Without("hosts[3].nodeAddress")).ShouldBe(["hosts[0].address", "hosts[3].address"]);

    [Fact]
    public void Hosts_whose_addresses_are_missing_do_not_share_a_node_address() =>
        Paths(StackFile.Prod().Without("hosts[0].address").Without("hosts[3].address").With("hosts[3].port", "2223")
            .Without("hosts[0].nodeAddress").Without("hosts[3].nodeAddress")).ShouldBe(["hosts[0].address", "hosts[3].address"]);

    [Fact]
    public void Two_wrong_host_keys_are_not_a_shared_one()
    {
        var result = StackFile.Prod().WithText("hosts[0].hostKey", "x").WithText("hosts[3].hostKey", "x").Parse();
        result.Errors.Select(error => error.Path).ShouldBe(["hosts[0].hostKey", "hosts[3].hostKey"]);
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Entries_without_a_destination_do_not_repeat_each_other() =>
        Paths(StackFile.Prod().With("egress", """[{"port":1},{"port":1}]""")).ShouldBe(["egress[0]", "egress[1]"]);

    [Fact]
    public void Mistakes_in_hosts_are_reported_beside_an_inventory() =>
        Paths(StackFile.Prod().WithText("hosts[2].id", "Box").WithText("inventory", "hosts.json")).ShouldBe(["inventory", "hosts[2].id"], ignoreOrder: true);

    [Fact]
    public void Sandboxes_run_on_the_agents_or_where_there_are_none_on_the_servers()
    {
        StackFile.Prod().Parse().Settings!.SandboxHosts.Select(host => host.Id).ShouldBe(["agent4"]);
        StackFile.Dev().Parse().Settings!.SandboxHosts.Select(host => host.Id).ShouldBe(["box1"]);
    }
}
