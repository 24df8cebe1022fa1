using System.Security.Cryptography;
using Stratus.Core.Proof.History;
using Stratus.Core.Proof.Reports;

namespace Stratus.Cli.Reports;

/// <summary>Verifies reports with a key that the caller names. A key that a report names itself is never trusted: its forger would write it.</summary>
internal sealed class Verification : IDisposable
{
    private readonly ECDsa _key;

    /// <summary>Reads the public key.</summary>
    /// <exception cref="ReportException">It cannot be read, or is no such key.</exception>
    public Verification(string keyFile) =>
        _key = About(keyFile, () => ReportKey.ReadPublic(System.Text.Encoding.UTF8.GetString(ReadAtMost(keyFile, MostKeyBytes))));

    /// <summary>Takes the public half of a key that is at hand.</summary>
    public Verification(Func<string> publicPem, string name) => _key = About(name, () => ReportKey.ReadPublic(publicPem()));

    private const int MostKeyBytes = 64 * 1024;

    /// <summary>Verifies a report, and earlier ones to compare it with, which count for nothing where their signature does not fit.</summary>
    /// <exception cref="ReportException">One of them cannot be read, or its signature does not fit; the message names the file.</exception>
    public VerifiedReport Verify(string file, IEnumerable<string> earlierFiles, TimeSpan? maxAge, DateTimeOffset now)
    {
        var signed = Verify(file);
        var others = earlierFiles.Select(earlier => Verify(earlier).Report.Run).ToArray();
        return new()
        {
            File = file,
            Signed = signed,
            Age = now - signed.Report.Run.Finished,
            MaxAge = maxAge,
            Earlier = Regression.Comparable(signed.Report.Run, others),
            Comparisons = Regression.Find(signed.Report.Run, others),
        };
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    /// <summary>Whether a file is there to be read at all.</summary>
    /// <exception cref="ReportException">It is not.</exception>
    public static void EnsureReadable(string file) => ReadAtMost(file, 0);

    private SignedReport Verify(string file) => About(file, () => ReportFile.Verify(ReadAtMost(file, ReportFile.MaxBytes + 1), _key));

    private static T About<T>(string file, Func<T> read)
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

    // Never more than is asked for, whatever stands behind the name.
    private static byte[] ReadAtMost(string file, int bytes)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var content = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; content.Length < bytes && (read = stream.Read(buffer, 0, Math.Min(buffer.Length, bytes - (int)content.Length))) > 0;)
                content.Write(buffer, 0, read);
            return content.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ReportException(ReportFault.Unreadable, $"{file}: it cannot be read: {error.Message}", error);
        }
    }
}
