using System.Collections.Immutable;

namespace Stratus.Cli.Hosts;

/// <summary>Asks several machines at once.</summary>
internal static class Ward
{
    // Connections, not work: the machines do that.
    private const int AtOnce = 32;

    /// <summary>Asks them; the reports come in the order of the questions.</summary>
    /// <param name="questions">Each machine's name, and what asks it.</param>
    /// <param name="verdict">What a report comes to, in words.</param>
    /// <param name="progress">Is told of each machine, where there are several.</param>
    /// <param name="cancellation">Ends all of it.</param>
    public static async Task<ImmutableArray<T>> RunAsync<T>(
        IReadOnlyList<(string Name, Func<CancellationToken, Task<T>> Ask)> questions, Func<T, string> verdict, Action<string> progress,
        CancellationToken cancellation)
    {
        using var places = new SemaphoreSlim(AtOnce);
        var running = questions.Select(async question =>
        {
            await places.WaitAsync(cancellation);
            try
            {
                if (questions.Count > 1) progress($"{question.Name}: asking");
                var report = await question.Ask(cancellation);
                if (questions.Count > 1) progress($"{question.Name}: {verdict(report)}");
                return report;
            }
            finally
            {
                places.Release();
            }
        });
        return [.. await Task.WhenAll(running)];
    }
}
