using System.Collections.Immutable;
using Stratus.Core.Scripting;

namespace Stratus.Core.Tests.Scripting;

public sealed class ScriptTests
{
    private const string Body = """
        # Says what it was given.
        : "${STRATUS_NAME:?}"   # a name
        : "${STRATUS_NOTE?}"
        apply() { printf 'applied:%s:%s:%s' "${STRATUS_NAME}" "${STRATUS_NOTE}" "$(cat)"; }
        remove() { printf 'removed'; }
        """;

    private static Script Good => new()
    {
        Name = "Hosts/example.sh",
        Body = Body,
        Parameters = Values(("STRATUS_NOTE", ""), ("STRATUS_NAME", "it's $(id)\n")),
    };

    [Fact]
    public void A_script_is_rendered_with_sorted_exports_and_one_line_that_acts() => Good.Render().ShouldBe(
        "set -euo pipefail\nexport STRATUS_NAME='it'\\''s $(id)\n'\nexport STRATUS_NOTE=''\n"
        + Body + "\n{ \"$1\" </dev/null; exit; }");

    [Theory]
    [InlineData("apply", "applied:it's $(id)\n::")]
    [InlineData("remove", "removed")]
    public void Bash_runs_the_verb_that_it_is_given(string verb, string output) =>
        Bash.Run(Good.RenderForStdin(), verb).ShouldBe((0, output));

    [Fact]
    public void A_script_cut_short_at_any_byte_does_nothing_and_fails()
    {
        var whole = Good.RenderForStdin();
        var (firstLine, lastLine) = (whole.IndexOf('\n'), whole.LastIndexOf('\n'));
        foreach (var length in Enumerable.Range(1, whole.Length - 1).Where(length => length % 7 == 0 || length > lastLine - 5 || length < firstLine + 5))
        {
            var (exitCode, output) = Bash.Run(whole[..length]);
            output.ShouldBe("", $"cut after {length} of {whole.Length} bytes");
            exitCode.ShouldNotBe(0, $"cut after {length} of {whole.Length} bytes");
        }
    }

    [Fact]
    public void A_script_that_cannot_be_read_does_nothing_and_fails() => Bash.Run(Good.RenderForStdin(), path: "/nowhere").ShouldBe((1, ""));

    [Fact]
    public void A_script_knows_its_lines_by_the_same_numbers_whether_it_is_sent_or_run_as_a_file()
    {
        var script = (Good with { Body = """apply() { printf '%s' "${LINENO}"; }""", Parameters = Values() }).RenderForStdin();
        var line = script.Split('\n').Index().Single(line => line.Item.StartsWith("apply()", StringComparison.Ordinal)).Index + 1;
        Bash.Run(script).ShouldBe((0, $"{line}"));
        Bash.RunFile(script).ShouldBe((0, $"{line}"));
    }

    [Fact]
    public void A_command_that_fails_ends_a_script_that_was_sent()
    {
        var script = Good with { Body = "apply() { printf begun; (exit 3); printf 'not reached'; }", Parameters = Values() };
        Bash.Run(script.RenderForStdin()).ShouldBe((3, "begun"));
    }

    [Fact]
    public void The_header_declares_the_parameters()
    {
        Script.DeclaredParameters(Body).ShouldBe([new("STRATUS_NAME", false), new("STRATUS_NOTE", true)]);
        Script.DeclaredParameters("""
            : "${STRATUS_A:=x}"
              : "${STRATUS_B:?}"
            # : "${STRATUS_C:?}"
            : "${OTHER:?}"
            : "${STRATUS_D:?}" && reboot
            : "${STRATUS_E:?}"
            : "${STRATUS_E?}"
            """).ShouldBe([new("STRATUS_E", false)]);
    }

    [Fact]
    public void The_digest_is_that_of_the_text_and_of_every_parameter()
    {
        Script[] scripts =
        [
            Good,
            Good with { Body = Body + "\n" },
            Good with { Parameters = Values(("STRATUS_NOTE", "x"), ("STRATUS_NAME", "n")) },
            Good with { Parameters = Values(("STRATUS_NOTE", "n"), ("STRATUS_NAME", "x")) },
            Good with { Parameters = Values(("STRATUS_NAME", "x\nexport STRATUS_NOTE='n'")) },
        ];
        scripts.Select(script => script.Digest()).ShouldBeUnique();
        Good.Digest().ShouldBe((Good with { Name = "another", Body = Body }).Digest());
    }

    [Fact]
    public void Wrong_parameters_are_named_all_at_once_and_their_values_never()
    {
        var script = Good with { Parameters = Values(("STRATUS_NAME", ""), ("STRATUS_X", "hunter2"), ("PATH", "hunter2")) };
        Should.Throw<InvalidOperationException>(() => script.Render()).Message.ShouldBe(
            "The parameters of Hosts/example.sh are wrong. missing: STRATUS_NOTE; empty: STRATUS_NAME; unknown: PATH, STRATUS_X. "
            + "Its header declares: STRATUS_NAME, STRATUS_NOTE.");
        Should.Throw<InvalidOperationException>(() => (script with { Body = "apply() { :; }" }).Render())
            .Message.ShouldEndWith("Its header declares: none.");
    }

    private static ImmutableSortedDictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value);
}
