using System.Text.Json;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

public sealed class InventoryTests
{
    private static StackFile File => StackFile.Prod().Without("hosts").WithText("inventory", "hosts.json");

    private static string Hosts => StackFile.Prod().Values()["hosts"].GetRawText();

    [Fact]
    public void An_inventory_is_as_good_as_hosts_and_mistakes_in_it_have_their_place()
    {
        var asked = "";
        var result = File.Parse(path => (asked = path).Length > 0 ? Hosts : "");
        result.ErrorText.ShouldBe("");
        asked.ShouldBe("hosts.json");
        result.Settings!.Hosts.ShouldBe(StackFile.Prod().Parse().Settings!.Hosts);
        File.With("hosts", "[]").Parse(_ => Hosts).ErrorText.ShouldBe("");
        var error = File.Parse(_ => Hosts.Replace("server1", "Server1", StringComparison.Ordinal)).Errors.ShouldHaveSingleItem();
        (error.Path, error.Found).ShouldBe(("inventory[0].id", "'Server1'"));
    }

    [Fact]
    public void An_inventory_beside_hosts_is_a_mistake()
    {
        var error = StackFile.Prod().WithText("inventory", "hosts.json").Parse(_ => throw new InvalidOperationException("must not be asked"))
            .Errors.ShouldHaveSingleItem();
        (error.Path, error.Found, error.Allowed, error.Fix)
            .ShouldBe(("inventory", "hosts as well as inventory", "hosts or inventory, not both", "remove hosts or inventory"));
    }

    [Fact]
    public void Whatever_the_reader_throws_is_a_mistake_of_the_settings()
    {
        Single(File.Parse(_ => throw new IOException("no such\nfile"))).ShouldBe(@"'hosts.json': no such\u000afile");
        Single(File.Parse()).ShouldBe("'hosts.json': no file can be read here");
        Single(File.Parse(_ => null!)).ShouldStartWith("'hosts.json': ");
        Single(File.Parse(_ => "[{")).ShouldStartWith("'hosts.json': ");
        Single(File.Parse(_ => new string(' ', (1 << 20) + 1))).ShouldBe("'hosts.json': the file has more than 1048576 characters");
        Single(File.Parse(_ => "{}")).ShouldBe("an object");
        Single(File.Parse(_ => "[]")).ShouldBe("a list of 0");
        Single(File.WithText("inventory", "")
            .Parse(_ => throw new InvalidOperationException("must not be asked"))).ShouldBe("an empty text");
        File.Parse(_ => Hosts + new string(' ', (1 << 20) - Hosts.Length)).ErrorText.ShouldBe("");
    }

    [Fact]
    public void No_hosts_at_all_are_a_mistake()
    {
        Single(StackFile.Prod().Without("hosts").Parse(), "hosts").ShouldBe("nothing");
        Single(StackFile.Prod().With("hosts", "[]").Parse(), "hosts").ShouldBe("an empty list");
        Single(StackFile.Prod().With("hosts", "7").Parse(), "hosts").ShouldBe("the number 7");
    }

    [Fact]
    public void As_many_hosts_as_Kubernetes_has_nodes_are_taken_and_one_more_is_refused_without_reading_them()
    {
        Many(5000).Parse().ErrorText.ShouldBe("");
        Single(Many(5001).Parse(), "hosts").ShouldBe("a list of 5001");
    }

    private static StackFile Many(int count) => StackFile.Dev().With("runtimes", """["kata-qemu"]""").WithText("cluster.podCidr", "11.0.0.0/8").With("hosts", JsonSerializer.Serialize(
        Enumerable.Range(0, count).Select(number => new { id = $"h{number}", role = number == 0 ? "server" : "agent", address = $"h{number}.example.com" })));

    private static string Single(SettingsResult result, string path = "inventory")
    {
        var error = result.Errors.ShouldHaveSingleItem();
        error.Path.ShouldBe(path);
        return error.Found;
    }
}
