using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Stratus.Core.Settings.Formats;

/// <summary>SSH public host keys as known_hosts has them: <c>algorithm base64</c> (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4).</summary>
public static class HostKey
{
    // Pulumi's provider accepts a signature of the pinned key's type only, and of ssh-rsa that is one by SHA-1.
    private const string NoRsa = "ssh-rsa signs with SHA-1, which no sshd of today does: it would never be reached. Pin its ed25519 or ecdsa key";

    /// <summary>What is wrong with a host key; null for a good one, empty where the rule says enough.</summary>
    /// <param name="text">The key as known_hosts has it, without the host's name.</param>
    public static string? Problem(string text)
    {
        var words = text.Split(' ');
        if (words.Length is 2 or 3 && words.Contains("ssh-rsa", StringComparer.Ordinal)) return NoRsa;
        if (words.Length == 3 && Fields(words[0]) is not null) return "leave off the comment after the key";
        if (words.Length == 3 && Fields(words[1]) is not null) return "leave off the host's name before the key";
        if (words.Length != 2 || Fields(words[0]) is not { } expected) return "";
        if (Decode(words[1]) is not { Count: > 0 } parts) return "the base64 is damaged; copy the whole line again";
        var inside = Encoding.ASCII.GetString(parts[0]);
        if (inside != words[0]) return Fields(inside) is null
            ? "the base64 is not a host key" : $"the base64 holds a key of algorithm {inside}";
        return Fits(words[0], expected, parts) ? null : "the key has the wrong length; copy the whole line again";
    }

    /// <summary>A good key's fingerprint as OpenSSH prints it, <c>SHA256:…</c>.</summary>
    /// <param name="key">A key in which <see cref="Problem"/> finds none.</param>
    public static string Fingerprint(string key) =>
        "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(key.Split(' ')[1]))).TrimEnd('=');

    // How many strings the key is made of.
    private static int? Fields(string algorithm) => algorithm switch
    {
        "ssh-ed25519" => 2,
        "ecdsa-sha2-nistp256" or "ecdsa-sha2-nistp384" or "ecdsa-sha2-nistp521" => 3,
        _ => null,
    };

    private static bool Fits(string algorithm, int fields, List<byte[]> parts) => parts.Count == fields && algorithm switch
    {
        "ssh-ed25519" => parts[1].Length == 32,
        "ecdsa-sha2-nistp256" => IsPoint(parts, "nistp256", 65),
        "ecdsa-sha2-nistp384" => IsPoint(parts, "nistp384", 97),
        _ => IsPoint(parts, "nistp521", 133),
    };

    private static bool IsPoint(List<byte[]> parts, string curve, int length) =>
        Encoding.ASCII.GetString(parts[1]) == curve && parts[2].Length == length;

    // A key is a row of strings, each after its length in four bytes.
    private static List<byte[]>? Decode(string base64)
    {
        var buffer = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, buffer, out var written)) return null;
        var rest = buffer.AsSpan(0, written);
        var parts = new List<byte[]>();
        while (rest.Length > 0)
        {
            if (rest.Length < 4) return null;
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 4) return null;
            parts.Add(rest.Slice(4, (int)length).ToArray());
            rest = rest[(4 + (int)length)..];
        }

        return parts;
    }
}
