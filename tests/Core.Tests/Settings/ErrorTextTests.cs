using System.Text.Json;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

/// <summary>What an error says to do, word for word.</summary>
public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("kata-c", "did you mean kata-fc?")]
    [InlineData("kata-h", "did you mean kata-clh?")]
    [InlineData("kata-qmeu", "did you mean kata-qemu?")]
    [InlineData("gvisor", "write runtimes: [kata-qemu]")]
    public void The_nearest_choice_is_suggested_and_of_two_the_first_by_name(string runtime, string fix) =>
        StackFile.Prod().WithText("runtimes[2]", runtime).Parse().Errors.ShouldHaveSingleItem().Fix.ShouldBe(fix);

    [Fact]
    public void A_runtime_named_twice_is_to_be_removed() =>
        StackFile.Prod().WithText("runtimes[2]", "kata-fc").Parse().Errors.ShouldHaveSingleItem().Fix.ShouldBe("remove it");

    [Theory]
    [InlineData("\"22\"", "write a number, without quotes: write port: 22")]
    [InlineData("\"22/tcp\"", "write port: 22")]
    public void Only_digits_in_quotes_are_called_a_number_in_quotes(string json, string fix) =>
        StackFile.Prod().With("hosts[0].port", json).Parse().Errors.ShouldHaveSingleItem().Fix.ShouldBe(fix);

    [Fact]
    public void A_name_may_end_in_a_label_that_only_begins_with_a_digit()
    {
        StackFile.Prod().WithText("hosts[0].address", "box.1a").Parse().ErrorText.ShouldBe("");
        StackFile.Prod().WithText("hosts[0].address", "box.1").Parse().Errors.ShouldHaveSingleItem()
            .Found.ShouldBe("'box.1': neither an IP address nor a name");
    }

    [Fact]
    public void A_text_of_120_characters_and_a_number_of_20_digits_are_shown_whole()
    {
        var text = new string('x', 120);
        StackFile.Prod().WithText("cluster.podCidr", text).Parse().Errors.ShouldHaveSingleItem().Found.ShouldBe($"'{text}': not an IPv4 range");
        var digits = new string('9', 20);
        StackFile.Prod().With("hosts[0].port", digits).Parse().Errors.ShouldHaveSingleItem().Found.ShouldBe($"the number {digits}");
    }

    [Theory]
    [InlineData("cluster.serviceCidr", "\"10.42.128.0/20\"", "give pods and Services ranges of their own")]
    [InlineData("cluster.podCidr", "\"198.51.100.0/24\"", "choose a range that the hosts' network does not use")]
    [InlineData("cluster.serviceCidr", "\"198.51.100.0/24\"", "choose a range that the hosts' network does not use")]
    [InlineData("cluster.podCidr", "\"10.42.0.0/23\"", "choose a wider range: it cannot be changed once the cluster stands")]
    [InlineData("egress[0]", "{}", "write one destination an entry")]
    [InlineData("egress[1].cidr", "\"10.42.7.0/24\"", "name addresses outside the cluster; sandboxes do not reach pods or Services")]
    [InlineData("egress[1].cidr", "\"10.0.0.4/32\"", "name a narrower range: a sandbox must not reach the machine that it runs on")]
    [InlineData("hosts[0].address", "\"api.example.com\"", "remove the entry: a sandbox must not reach the machine that it runs on")]
    [InlineData("egress[2]", "{\"host\":\"api.example.com\"}", "remove the entry")]
    public void What_does_not_fit_together_comes_with_what_to_do(string path, string json, string fix) =>
        StackFile.Prod().With(path, json).Parse().Errors[0].Fix.ShouldBe(fix);

    [Fact]
    public void An_egress_name_may_end_as_a_cluster_domain_does_where_no_dot_stands_before_it() =>
        StackFile.Prod().WithText("egress[0].host", "api.mysvc").Parse().ErrorText.ShouldBe("");

    [Fact]
    public void Values_of_a_disposed_document_are_named_with_what_mends_them()
    {
        var document = JsonDocument.Parse("\"dev\"");
        var values = new Dictionary<string, JsonElement> { ["environment"] = document.RootElement };
        document.Dispose();
        SettingsParser.Parse(values).ErrorText.ShouldBe("""
            1 mistake in this stack's settings:
            (settings)
              found:   values of a JSON document that is already disposed
              allowed: values that can be read
              example: JsonElement.Clone()
              fix:     clone the values before the document is disposed
            """.ReplaceLineEndings("\n"));
    }
}
