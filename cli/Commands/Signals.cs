using System.Runtime.InteropServices;

namespace Stratus.Cli.Commands;

/// <summary>
/// Ctrl-C, Ctrl-\, SIGTERM, and SIGHUP, which a terminal sends that closes: without them, what was started would stay. They are listened to until the
/// process is gone: a second one must not end otherwise what is ending.
/// </summary>
internal static class Signals
{
    private static readonly CancellationTokenSource Asked = new();

    private static readonly PosixSignalRegistration[] Registrations =
        [.. Listened().Select(signal => PosixSignalRegistration.Create(signal, Ask))];

    /// <summary>Cancelled when one of them comes.</summary>
    public static CancellationToken Token => Registrations.Length > 0 ? Asked.Token : default;

    private static IEnumerable<PosixSignal> Listened() =>
        [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, .. HangupIsIgnored() ? [] : (PosixSignal[])[PosixSignal.SIGHUP]];

    // As nohup has it: who asked for that wants the command to go on.
    private static bool HangupIsIgnored() => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & 1) == 1;

    private static void Ask(PosixSignalContext context)
    {
        context.Cancel = true;
        _ = Asked.CancelAsync();
    }
}
