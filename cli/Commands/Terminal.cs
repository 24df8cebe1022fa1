using Spectre.Console;

namespace Stratus.Cli.Commands;

/// <summary>Where results for people go.</summary>
internal static class Terminal
{
    /// <summary>A console on a writer: colours only on a terminal, and none where NO_COLOR is set.</summary>
    public static IAnsiConsole Create(TextWriter output)
    {
        var plain = Console.IsOutputRedirected || output != Console.Out
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
    }
}
