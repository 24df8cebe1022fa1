using System.Runtime.InteropServices;

namespace Stratus.Cli.Commands;

/// <summary>Ctrl-C and SIGTERM. They are listened to until the process is gone: a second one must not end otherwise what is ending.</summary>
internal static class Signals
{
    private static readonly CancellationTokenSource Asked = new();

    private static readonly PosixSignalRegistration[] Registrations =
        [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM]).Select(signal => PosixSignalRegistration.Create(signal, Ask))];

    /// <summary>Cancelled when one of them comes.</summary>
    public static CancellationToken Token => Registrations.Length > 0 ? Asked.Token : default;

    private static void Ask(PosixSignalContext context)
    {
        context.Cancel = true;
        _ = Asked.CancelAsync();
    }
}
