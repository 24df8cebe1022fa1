using System.Diagnostics;

namespace Stratus.Prober.Tests.Sandboxes;

/// <summary>A program that runs to its end.</summary>
internal static class Tool
{
    /// <summary>What it wrote; fails where it does.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments.Select(Short))} did not end within a minute");
        }
        return process.ExitCode == 0 ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments.Select(Short))} ended with {process.ExitCode}: {await error}{await output}");
    }

    private static string Short(string argument) => argument.Length < 100 ? argument : argument[..100] + "…";
}
