using System.Globalization;
using System.Text;
using System.Text.Json;
using Stratus.Tests.Shared;

namespace Stratus.Stacks.Tests;

/// <summary>The three stacks of the repository, previewed by the real command with the real program as its child.</summary>
public class CommittedStacksTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task It_previews_as_reviewed(string stack)
    {
        using var plan = await PreviewAsync(stack);

        Snapshot.Match(Outline(plan.RootElement), stack);
    }

    [Fact]
    public async Task Two_previews_are_byte_for_byte_the_same()
    {
        var first = await StratusCommand.RunAsync("preview", "--stack", "prod", "--no-build", "--json", "-");
        var second = await StratusCommand.RunAsync("preview", "--stack", "prod", "--no-build", "--json", "-");

        first.Code.ShouldBe(0, first.Error);
        second.Output.ShouldBe(first.Output);
    }

    [Fact]
    public async Task Servers_join_one_after_the_other_and_agents_wait_for_the_first_only()
    {
        using var plan = await PreviewAsync("prod");
        var after = plan.RootElement.GetProperty("resources").EnumerateArray().ToDictionary(
            resource => resource.GetProperty("name").GetString() + " " + resource.GetProperty("type").GetString(),
            resource => resource.GetProperty("dependencies").EnumerateArray().Select(urn => urn.GetString()!.Split("::")[^1]).ToArray());

        after["server3-join-token command:remote:Command"].ShouldContain("server2-containerd");
        after["agent1-join-token command:remote:Command"].ShouldNotContain("server2-containerd");
        after["agent1-join-token command:remote:Command"].ShouldContain("server1-cluster-access");
    }

    [Theory]
    [InlineData("dev", "installed unverified (unpinned-artefact)")]
    [InlineData("prod", "`pulumi up` refuses it (unpinned-artefact)")]
    public async Task What_the_lock_does_not_pin_is_a_warning_with_a_name(string stack, string said)
    {
        using var plan = await PreviewAsync(stack);
        var warnings = plan.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!).ToArray();

        warnings.ShouldContain(warning => warning.StartsWith("versions.lock.json: charts.cilium has no digest", StringComparison.Ordinal)
            && warning.Contains(said, StringComparison.Ordinal) && warning.Contains("lock refresh", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_loopback_interface_the_error_says_how_to_get_one()
    {
        var (code, _, error) = await StratusCommand.RunWithoutNetworkAsync("preview", "--stack", "dev", "--no-build");

        code.ShouldBe(1);
        error.ShouldContain("ip link set lo up");
        error.ShouldNotContain("   at ");
    }

    private static async Task<JsonDocument> PreviewAsync(string stack)
    {
        var (code, output, error) = await StratusCommand.RunAsync("preview", "--stack", stack, "--no-build", "--json", "-");
        code.ShouldBe(0, error);
        return JsonDocument.Parse(output);
    }

    // Names, parents and dependencies: what the wiring is. What is in the resources stands in the tests of their components.
    private static string Outline(JsonElement plan)
    {
        var text = new StringBuilder();
        foreach (var resource in plan.GetProperty("resources").EnumerateArray())
        {
            text.Append(CultureInfo.InvariantCulture, $"{Short(resource.GetProperty("urn").GetString()!)}\n");
            foreach (var dependency in resource.GetProperty("dependencies").EnumerateArray())
            {
                text.Append(CultureInfo.InvariantCulture, $"    after {Short(dependency.GetString()!)}\n");
            }
        }
        return text.ToString();
    }

    private static string Short(string urn) => $"{urn.Split("::")[2].Split('$')[^1]} {urn.Split("::")[^1]}";
}
