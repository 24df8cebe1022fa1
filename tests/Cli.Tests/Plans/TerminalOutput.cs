using System.Text;
using Spectre.Console;

namespace Stratus.Cli.Tests.Plans;

/// <summary>A writer that claims to be a terminal.</summary>
internal sealed class TerminalOutput(TextWriter writer, int width = 200) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => width;

    public int Height => 50;

    public void SetEncoding(Encoding encoding)
    {
    }
}
