using System.Collections.Immutable;

namespace Stratus.Cli.Doctor;

/// <summary>Asks several machines at once.</summary>
internal static class Ward
{
    // Connections, not work: the machines do that.
    private const int AtOnce = 32;

    /// <summary>Asks them; the reports come in the order of the questions, each one's findings worst first.</summary>
    public static async Task<ImmutableArray<HostReport>> RunAsync(
        IReadOnlyList<Checkup> checkups, Action<string> progress, CancellationToken cancellation)
    {
        using var places = new SemaphoreSlim(AtOnce);
        var running = checkups.Select(async checkup =>
        {
            await places.WaitAsync(cancellation);
            try
            {
                if (checkups.Count > 1) progress($"{checkup.Name}: asking");
                var report = await checkup.RunAsync(cancellation);
                if (checkups.Count > 1) progress($"{checkup.Name}: {DoctorWords.Of(report.Verdict)}");
                return report with { Findings = [.. report.Findings.OrderBy(finding => finding.Severity)] };
            }
            finally
            {
                places.Release();
            }
        });
        return [.. await Task.WhenAll(running)];
    }
}
