using Spectre.Console;
using Stratus.Cli.Commands;
using Stratus.Cli.Doctor;
using Stratus.Cli.Tests.Plans;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Doctor;

public sealed class DoctorTerminalTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void On_a_terminal_the_worst_comes_first_and_nothing_is_wider_than_it_but_what_is_pasted(int columns)
    {
        var text = OnTerminal(columns, verbose: false);

        Snapshot.Match(text, $"doctor-{columns}");
        text.Split('\n').Where(line => line.Length > columns).ShouldAllBe(line => line.Contains("ssh-ed25519 "));
    }

    [Fact]
    public void In_a_pipe_no_line_is_wrapped()
    {
        var writer = new StringWriter();

        DoctorTerminal.Write(SampleReports.All, Terminal.Create(writer), verbose: false);

        Snapshot.Match(writer.ToString(), "doctor-piped");
    }

    [Fact]
    public void Verbose_lists_what_is_in_order_and_every_fact()
    {
        var text = OnTerminal(200, verbose: true);

        text.ShouldContain("system.cgroup: /sys/fs/cgroup is cgroup v2");
        text.ShouldContain("""modules {"tun":"loaded"}""");
    }

    [Fact]
    public void What_a_machine_says_cannot_move_the_cursor()
    {
        var writer = new StringWriter();
        var forged = SampleReports.Ready with { Findings = [SampleReports.Fine with { Found = "\u001b[2J[red]x" }] };

        DoctorTerminal.Write([forged], OnConsole(writer, 80), verbose: true);

        writer.ToString().ShouldContain("\\u001b[2J[red]x");
    }

    private static string OnTerminal(int columns, bool verbose)
    {
        var writer = new StringWriter();
        DoctorTerminal.Write(SampleReports.All, OnConsole(writer, columns), verbose);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }

    private static IAnsiConsole OnConsole(StringWriter writer, int columns) =>
        AnsiConsole.Create(new() { Out = new TerminalOutput(writer, columns), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
}
