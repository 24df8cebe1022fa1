using System.Buffers.Binary;
using System.Text;

namespace Stratus.Core.Tests.Settings;

/// <summary>Public host keys, well-formed and damaged; nobody has their private halves.</summary>
internal static class HostKeys
{
    public static string Ed25519(byte seed = 1) => Make("ssh-ed25519", Bytes(32, seed));

    public static string Ecdsa(int bits, int length) => Make($"ecdsa-sha2-nistp{bits}", Encoding.ASCII.GetBytes($"nistp{bits}"), Bytes(length));

    public static string Rsa(int bits) => Make("ssh-rsa", [1, 0, 1], [0, .. Bytes(bits / 8)]);

    /// <summary>A private key file as ssh-keygen writes it, without a private half that anybody could use.</summary>
    public static string Private(string publicHalf, string cipher = "none", byte keys = 1)
    {
        byte[][] rows = [Encoding.ASCII.GetBytes(cipher), "none"u8.ToArray(), []];
        byte[] body =
        [
            .. "openssh-key-v1\0"u8, .. rows.SelectMany(Row), 0, 0, 0, keys,
            .. Row(Convert.FromBase64String(publicHalf.Split(' ')[1])), .. Row(Bytes(64)),
        ];
        return $"-----BEGIN OPENSSH PRIVATE KEY-----\n{Convert.ToBase64String(body, Base64FormattingOptions.InsertLineBreaks)}\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    /// <summary>A line of an algorithm whose base64 holds that algorithm's name and then the parts.</summary>
    public static string Make(string algorithm, params byte[][] parts) => $"{algorithm} {Blob(algorithm, parts)}";

    public static string Blob(string algorithm, params byte[][] parts) =>
        Convert.ToBase64String([.. parts.Prepend(Encoding.ASCII.GetBytes(algorithm)).SelectMany(Row)]);

    public static byte[] Bytes(int count, byte seed = 1) => [.. Enumerable.Repeat(seed, count)];

    private static IEnumerable<byte> Row(byte[] part) => Length(part.Length).Concat(part);

    public static byte[] Length(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes;
    }
}
