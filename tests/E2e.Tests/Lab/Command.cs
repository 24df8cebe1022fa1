using System.Diagnostics;

namespace Stratus.E2e.Tests.Lab;

/// <summary>What a program left: its exit code and what it said.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>A program that runs to its end.</summary>
internal static class Command
{
    public static async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, string stdin = "", TimeSpan? limit = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await FeedAsync(process, stdin);
        using var deadline = new CancellationTokenSource(limit ?? TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end in time. It said: {await error}");
        }
        return new(process.ExitCode, await output, await error);
    }

    private static async Task FeedAsync(Process process, string stdin)
    {
        try
        {
            await process.StandardInput.WriteAsync(stdin);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything.
        }
    }
}
