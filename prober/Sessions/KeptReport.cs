using System.IO.Compression;
using Stratus.Core.Proof.Reports;

namespace Stratus.Prober.Sessions;

/// <summary>A report's file as a cluster keeps it: compressed by gzip.</summary>
internal static class KeptReport
{
    /// <summary>The compressed bytes.</summary>
    public static byte[] Compress(byte[] report)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Optimal)) stream.Write(report);
        return compressed.ToArray();
    }

    /// <summary>The report's bytes. Who may write among the kept reports may have written anything: no more is unpacked than a report may have.</summary>
    /// <exception cref="InvalidDataException">It is not compressed by gzip, is cut short, or becomes larger than a report may be.</exception>
    public static byte[] Decompress(byte[] compressed)
    {
        if (compressed.Length == 0) throw new InvalidDataException("it holds no report");
        using var report = new MemoryStream();
        using var stream = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var some = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(some)) > 0)
        {
            if (report.Length + read > ReportFile.MaxBytes) throw new InvalidDataException($"unpacked it has more than {ReportFile.MaxBytes} bytes");
            report.Write(some, 0, read);
        }
        return report.ToArray();
    }
}
