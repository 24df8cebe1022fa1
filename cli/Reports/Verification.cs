using System.Security.Cryptography;
using System.Text;
using Stratus.Core.Files;
using Stratus.Core.Proof;
using Stratus.Core.Proof.History;
using Stratus.Core.Proof.Reports;

namespace Stratus.Cli.Reports;

/// <summary>Verifies reports with a key that the caller names. A key that a report names itself is never trusted: its forger would write it.</summary>
internal sealed class Verification : IDisposable
{
    private readonly ECDsa _key;
    private readonly CancellationToken _cancellation;

    /// <summary>Reads the public key.</summary>
    /// <exception cref="ReportException">It cannot be read, or is no such key.</exception>
    public Verification(string keyFile, CancellationToken cancellation = default)
        : this(() => Encoding.UTF8.GetString(Read(keyFile, InputKind.Key, cancellation)), keyFile, cancellation)
    {
    }

    /// <summary>Takes the public half of a key that is at hand.</summary>
    public Verification(Func<string> publicPem, string name, CancellationToken cancellation)
    {
        _key = About(name, () => ReportKey.ReadPublic(publicPem()));
        _cancellation = cancellation;
    }

    /// <summary>Verifies a report, and earlier ones to compare it with, which count for nothing where their signature does not fit.</summary>
    /// <exception cref="ReportException">One of them cannot be read, or its signature does not fit; the message names the file.</exception>
    /// <param name="file">The report.</param>
    /// <param name="earlierFiles">Earlier ones.</param>
    /// <param name="maxAge">How long ago the run may have ended; null: nobody asks.</param>
    /// <param name="now">Now.</param>
    /// <param name="kept">Earlier runs whose reports were verified already.</param>
    public VerifiedReport Verify(string file, IEnumerable<string> earlierFiles, TimeSpan? maxAge, DateTimeOffset now, IEnumerable<ProofRun>? kept = null)
    {
        var signed = Verify(file);
        ProofRun[] others = [.. kept ?? [], .. earlierFiles.Select(earlier => Verify(earlier).Report.Run)];
        return new()
        {
            File = file,
            Signed = signed,
            Age = now - signed.Report.Run.Finished,
            MaxAge = maxAge,
            History = RunHistory.Of(signed.Report.Run, others),
        };
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    /// <summary>Whether a file is there to be read at all.</summary>
    /// <exception cref="ReportException">It is not.</exception>
    public static void EnsureReadable(string file, CancellationToken cancellation) => Read(file, InputKind.Report, cancellation);

    private SignedReport Verify(string file) => About(file, () => ReportFile.Verify(Read(file, InputKind.Report, _cancellation), _key));

    /// <summary>What is read of a file; a mistake in it is told with its name.</summary>
    internal static T About<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ReportException error)
        {
            throw new ReportException(error.Fault, error.Message.StartsWith(file, StringComparison.Ordinal) ? error.Message : $"{file}: {error.Message}", error);
        }
    }

    private static byte[] Read(string file, InputKind kind, CancellationToken cancellation)
    {
        try
        {
            return InputFile.Read(file, kind, cancellation);
        }
        catch (InputFileException error)
        {
            throw new ReportException(ReportFault.Unreadable, error.Message, error);
        }
    }
}
