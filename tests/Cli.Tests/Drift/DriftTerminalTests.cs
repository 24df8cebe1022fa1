using Spectre.Console;
using Stratus.Cli.Commands;
using Stratus.Cli.Drift;
using Stratus.Cli.Tests.Plans;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Drift;

public sealed class DriftTerminalTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void On_a_terminal_drift_comes_first_and_nothing_is_wider_than_it_but_what_is_pasted(int columns)
    {
        var text = OnTerminal(SampleDrift.All, columns, verbose: false);

        Snapshot.Match(text, $"drift-{columns}");
        text.Split('\n').Where(line => line.Length > columns).ShouldAllBe(line => line.Contains("ssh-ed25519 "));
    }

    [Fact]
    public void In_a_pipe_no_line_is_wrapped()
    {
        var writer = new StringWriter();

        DriftTerminal.Write(SampleDrift.All, Terminal.Create(writer), verbose: false);

        Snapshot.Match(writer.ToString(), "drift-piped");
    }

    [Fact]
    public void Verbose_lists_what_is_as_set_and_what_was_not_recorded()
    {
        var text = OnTerminal([SampleDrift.Drifted], 200, verbose: true);

        text.ShouldContain("unit stratus-pool.service: enabled and active");
        text.ShouldContain("module all");
        text.ShouldNotContain("--verbose");
    }

    [Fact]
    public void What_a_machine_says_cannot_move_the_cursor()
    {
        var forged = SampleDrift.Matches with { Findings = [SampleDrift.Sysctl with { Now = "\u001b[2J[red]x" }] };

        OnTerminal([forged], 80, verbose: false).ShouldContain("now: \\u001b[2J[red]x");
    }

    private static string OnTerminal(IReadOnlyList<DriftReport> reports, int columns, bool verbose)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new TerminalOutput(writer, columns), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        DriftTerminal.Write(reports, console, verbose);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
