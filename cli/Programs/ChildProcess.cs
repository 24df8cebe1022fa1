using System.Diagnostics;

namespace Stratus.Cli.Programs;

/// <summary>How a child process ended.</summary>
/// <param name="Code">Its exit code; 128 + n when signal n ended it.</param>
/// <param name="TimedOut">True when it was killed because its time was up.</param>
/// <param name="Output">What it printed.</param>
internal sealed record ChildResult(int Code, bool TimedOut, string Output);

/// <summary>Runs a command to its end, however that comes: nothing that it started is left behind.</summary>
internal static class ChildProcess
{
    // A grandchild that outlives its parent can keep the pipes open. What was printed is here long before.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a command. Its standard input is empty. Cancelling, or running out of time, kills the whole process tree.</summary>
    public static async Task<ChildResult> RunAsync(ProcessStartInfo start, TimeSpan timeout, CancellationToken cancellation)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        var output = new OutputTail();
        using var process = Start(start);
        process.StandardInput.Close();
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, output));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(timeout);
        var timedOut = false;
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            timedOut = true;
        }
        await Task.WhenAny(reading, Task.Delay(OutputGrace, CancellationToken.None));
        return new(process.ExitCode, timedOut, output.ToString());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ProgramError($"{start.FileName} could not be started: {error.Message}"
                + $"{Environment.NewLine}  Is the .NET SDK installed? dotnet --info");
        }
    }

    private static async Task ReadAsync(StreamReader reader, OutputTail output)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
                output.Add(line);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was disposed of while a grandchild still held the pipe.
        }
    }
}
