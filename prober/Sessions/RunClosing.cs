using Stratus.Core.Proof.Plans;
using Stratus.Prober.Commands;

namespace Stratus.Prober.Sessions;

/// <summary>The end of a run in its Job: what came out is said before anything else can go wrong, then it takes effect and is kept.</summary>
/// <param name="session">The run's session.</param>
/// <param name="output">Where what came out is said.</param>
/// <param name="terminationLog">Where the kubelet looks for what a container says at its end; a file that is not there is left alone.</param>
internal sealed class RunClosing(SmokeSession session, TextWriter output, FileInfo terminationLog)
{
    // The kubelet keeps 4,096 bytes, and a character has one to four of them: hardly any here has more than one.
    private const int Longest = 2048;

    /// <summary>Ends a run; the program's exit code.</summary>
    public async Task<int> EndAsync(SmokePlan plan, SmokeResult result, CancellationToken cancellation)
    {
        var summary = Summary.Of(result);
        await SayAsync(summary, summary, cancellation);
        if (await session.KeepAsync(plan, result, cancellation) is not { } problem)
            return result.Holds ? ProberCommand.Ok : ProberCommand.Failed;
        // First where little is kept: a summary may be longer.
        await SayAsync(problem, $"{problem}{Environment.NewLine}{Environment.NewLine}{summary}", cancellation);
        return ProberCommand.Failed;
    }

    private async Task SayAsync(string line, string end, CancellationToken cancellation)
    {
        await output.WriteLineAsync(line);
        await output.FlushAsync(cancellation);
        if (File.Exists(terminationLog.FullName))
            await File.WriteAllTextAsync(terminationLog.FullName, end.Length <= Longest ? end : $"{end[..Longest]}…", cancellation);
    }
}
