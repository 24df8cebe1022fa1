using System.Collections.Immutable;
using Stratus.Cli.Hosts;
using Stratus.Cli.Programs;
using Stratus.Core.Hosts;

namespace Stratus.Cli.Doctor;

/// <summary>Asks one machine.</summary>
/// <param name="Preflight">What it is asked.</param>
/// <param name="Target">How SSH reaches it; null: this machine.</param>
/// <param name="AcceptNewHostKey">Whether a host key that nobody has confirmed is taken for its own.</param>
/// <param name="Timeout">How long all of it may take.</param>
internal sealed record Checkup(Preflight Preflight, HostTarget? Target, bool AcceptNewHostKey, TimeSpan Timeout)
{
    private const string Verb = "report";

    /// <summary>Why it cannot be asked at all; null where it can.</summary>
    public HostError? Obstacle { get; init; }

    /// <summary>How the machine is called.</summary>
    public string Name => Target?.Name ?? Preflight.HostId;

    /// <summary>Asks it. Whatever keeps it from answering stands in the report.</summary>
    public async Task<HostReport> RunAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Timeout);
        var report = new HostReport { Name = Name, Address = Target?.Address, HostKey = Target?.HostKey };
        if (Obstacle is not null) return report with { Error = Obstacle };
        try
        {
            return Target is null ? await AskHereAsync(report, deadline.Token) : await ReachAsync(report, Target, deadline.Token);
        }
        catch (HostError error)
        {
            return report with { Error = error };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return report with
            {
                Error = new(HostFailure.TimedOut, Name, $"it did not answer everything within {Timeout.TotalSeconds:0} s",
                    "Is it under load, or does a disk hang? Try again with a longer --timeout."),
            };
        }
    }

    private async Task<HostReport> AskHereAsync(HostReport report, CancellationToken cancellation)
    {
        var script = Preflight.Script().Render();
        var root = Environment.IsPrivilegedProcess
            || (await FilterProcess.RunAsync("sudo", ["-n", "bash", "-c", ":"], "", cancellation))?.Code is 0;
        string[] command = root && !Environment.IsPrivilegedProcess ? ["sudo", "-n", "bash"] : ["bash"];
        var run = await FilterProcess.RunAsync(command[0], [.. command[1..], "-s", "--", Verb], script, cancellation);
        return Read(report, run?.Output ?? "", run?.Error ?? "", out _);
    }

    private async Task<HostReport> ReachAsync(HostReport report, HostTarget target, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(report, target, cancellation);
        }
        catch (HostError error) when (error.Failure == HostFailure.UnknownHostKey && target.HostKey is null && !error.AtJumpHost)
        {
            var offered = await OfferedHostKey.FetchAsync(target, cancellation);
            if (!AcceptNewHostKey) return report with { Error = error, OfferedHostKey = offered };
            var accepted = target with { HostKey = offered };
            return await AskAsync(report with { HostKey = offered, HostKeyUnseen = true }, accepted, cancellation);
        }
    }

    private async Task<HostReport> AskAsync(HostReport report, HostTarget target, CancellationToken cancellation)
    {
        var (answer, refusal) = await EnterAsync(target, cancellation);
        if (target.HostKey is null) report = report with { HostKey = await KnownKeyAsync(target, answer.Run.Error, cancellation) };
        report = Read(report, answer.Run.Output, answer.Run.Error, out var read);
        if (read is null) return report;
        var skew = ClockSkew.Between(answer.Sent, read.Began, read.Ended, answer.Received);
        report = report with { SkewSeconds = skew, Findings = report.Findings.Add(ClockSkew.Judge(skew, Preflight.RuntimeClasses)) };
        // What SSH said of sudo says more than what the script could see.
        return refusal is null ? report : report with
        {
            Findings = [.. report.Findings.Where(finding => finding.Check != "privilege"),
                new("privilege", Severity.Fatal, Runtimes(Severity.Fatal), refusal.Cause, "modules, devices and units are root's", refusal.Fix, "sudo -n id -u")],
        };
    }

    // Who may not become root is asked as who he is: it is better to know half than nothing.
    private async Task<((RemoteResult Run, double Sent, double Received) Answer, HostError? Refusal)> EnterAsync(
        HostTarget target, CancellationToken cancellation)
    {
        var script = Preflight.Script().Render();
        var options = target.HostKey is null ? OfferedHostKey.Named : [];
        try
        {
            return (await TimedAsync(() => RemoteHost.RunAsync(target, script, RemoteHost.AsRoot(Verb), options, cancellation)), null);
        }
        catch (HostError refusal) when (refusal.Failure == HostFailure.NoSudo)
        {
            return (await TimedAsync(() => RemoteHost.RunAsync(target, script, RemoteHost.AsUser(Verb), options, cancellation)), refusal);
        }
    }

    private static async Task<(RemoteResult Run, double Sent, double Received)> TimedAsync(Func<Task<RemoteResult>> run)
    {
        var sent = Now();
        var result = await run();
        return (result, sent, Now());
    }

    private static double Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    // ssh named the key that known_hosts vouches for by its fingerprint only. The key itself comes from asking again, and is that one or none.
    private static async Task<string?> KnownKeyAsync(HostTarget target, string said, CancellationToken cancellation)
    {
        var offered = await OfferedHostKey.FetchAsync(target, cancellation);
        return said.Contains(Core.Settings.Formats.HostKey.Fingerprint(offered), StringComparison.Ordinal) ? offered : null;
    }

    private HostReport Read(HostReport report, string output, string error, out PreflightReport? read)
    {
        read = PreflightReport.Parse(output);
        var last = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("nothing was said");
        return read is null
            ? throw new HostError(HostFailure.Other, Name, $"the checks did not run to their end: {last}", "Is bash there, 4.4 or newer? Try: bash --version")
            : report with { Facts = read.Facts, Findings = read.Findings };
    }

    private ImmutableSortedDictionary<string, Severity> Runtimes(Severity severity) =>
        Preflight.RuntimeClasses.ToImmutableSortedDictionary(runtime => runtime, _ => severity, StringComparer.Ordinal);
}
