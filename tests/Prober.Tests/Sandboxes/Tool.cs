using System.Diagnostics;

namespace Stratus.Prober.Tests.Sandboxes;

/// <summary>A program that runs to its end, or until it is ended.</summary>
internal static class Tool
{
    /// <summary>What it wrote; fails where it does.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var lines = new List<string>();
        await RunAsync(program, arguments, lines.Add, deadline.Token);
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>Passes on what it writes, a line at a time; fails where it does, or where it is ended.</summary>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, Action<string> line, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var last = "";
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } text) line(last = text);
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments.Select(Short))} was ended before it was done");
        }
        if (process.ExitCode == 0) return;
        throw new InvalidOperationException($"{program} {string.Join(' ', arguments.Select(Short))} ended with {process.ExitCode}: {await error}{last}");
    }

    /// <summary>How a program ended, and what it wrote.</summary>
    public static async Task<(int Code, string Output, string Errors)> AskAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    private static string Short(string argument) => argument.Length < 100 ? argument : argument[..100] + "…";
}
