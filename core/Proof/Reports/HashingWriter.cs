using System.Buffers;
using System.Security.Cryptography;

namespace Stratus.Core.Proof.Reports;

/// <summary>Takes bytes for their SHA-256 alone: a report is large, and who verifies one has little memory.</summary>
internal sealed class HashingWriter : IBufferWriter<byte>, IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] buffer = new byte[16 * 1024];
    private int written;

    /// <summary>The hash of all that was written; nothing may follow.</summary>
    public byte[] End()
    {
        Flush();
        return hash.GetHashAndReset();
    }

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (buffer.Length - written < Math.Max(sizeHint, 1))
        {
            Flush();
            if (buffer.Length < sizeHint) buffer = new byte[sizeHint];
        }
        return buffer.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose() => hash.Dispose();

    private void Flush()
    {
        hash.AppendData(buffer, 0, written);
        written = 0;
    }
}
