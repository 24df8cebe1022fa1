using System.CommandLine;
using k8s.Autorest;
using Stratus.Core.Proof.Reports;

namespace Stratus.Prober.Commands;

/// <summary>What the cluster's Job, and the program that installs it, say to the prober. People say <c>stratus smoke</c>.</summary>
public static class ProberCommand
{
    /// <summary>It holds; or: it is done.</summary>
    public const int Ok = 0;

    /// <summary>It does not hold, or the cluster refused.</summary>
    public const int Failed = 1;

    // Cleaning up takes a moment.
    private static readonly TimeSpan EndingGrace = TimeSpan.FromSeconds(45);

    /// <summary>Runs a verb and returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Runs the proof of a Stratus cluster from inside it, and brings itself there.")
        {
            RunVerb.Create(), UploadVerb.Create(), AwaitVerb.Create(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new()
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = EndingGrace,
            });
        }
        catch (Exception error) when (error is ReportException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            await errors.WriteLineAsync($"stratus: {error.Message}");
        }
        catch (HttpOperationException error)
        {
            await errors.WriteLineAsync($"stratus: the API server said {(int)error.Response.StatusCode}: {error.Response.Content}");
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("stratus: the proof was ended before it was done; what it started is taken away");
        }
        return Failed;
    }
}
