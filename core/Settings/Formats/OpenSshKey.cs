using System.Buffers.Binary;
using System.Text;

namespace Stratus.Core.Settings.Formats;

/// <summary>
/// Private keys as ssh-keygen writes them (OpenSSH's <c>PROTOCOL.key</c>). The public half stands in them in clear, before the private one.
/// </summary>
internal static class OpenSshKey
{
    private const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string End = "-----END OPENSSH PRIVATE KEY-----";
    private static readonly byte[] Magic = [.. "openssh-key-v1\0"u8];

    /// <summary>Says what is wrong with a text, and nothing of what it holds; null for an unencrypted private key.</summary>
    public static string? Problem(string text)
    {
        if (Body(text) is not { } body) return $"it is not between {Begin} and {End}";
        if (Read(body) is not var (cipher, publicHalf)) return "it is damaged; copy the whole file again";
        if (cipher != "none") return "it has a passphrase, which nobody types when the machine boots";
        return HostKey.Problem(publicHalf) is null ? null : "its algorithm is none that a host key may have";
    }

    /// <summary>The public half of a key that <see cref="Problem"/> finds nothing wrong with, as known_hosts has it; else null.</summary>
    public static string? PublicHalf(string text) => Problem(text) is null ? Read(Body(text)!)!.Value.PublicHalf : null;

    private static byte[]? Body(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith(Begin, StringComparison.Ordinal) || !trimmed.EndsWith(End, StringComparison.Ordinal)) return null;
        if (trimmed.Length < Begin.Length + End.Length) return null;
        var buffer = new byte[trimmed.Length];
        return Convert.TryFromBase64String(trimmed[Begin.Length..^End.Length], buffer, out var written) ? buffer[..written] : [];
    }

    private static (string Cipher, string PublicHalf)? Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic)) return null;
        var rest = body[Magic.Length..];
        // Cipher, key derivation and its options, then how many keys there are, then the public half, itself a row of strings.
        if (!TryTake(ref rest, out var cipher) || !TryTake(ref rest, out _) || !TryTake(ref rest, out _)) return null;
        if (rest.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(rest) != 1) return null;
        rest = rest[4..];
        if (!TryTake(ref rest, out var blob) || rest.IsEmpty) return null;
        var inside = blob;
        return TryTake(ref inside, out var algorithm)
            ? (Encoding.ASCII.GetString(cipher), $"{Encoding.ASCII.GetString(algorithm)} {Convert.ToBase64String(blob)}") : null;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (rest.Length < 4) return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - 4) return false;
        text = rest.Slice(4, (int)length);
        rest = rest[(4 + (int)length)..];
        return true;
    }
}
