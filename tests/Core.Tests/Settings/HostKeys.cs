using System.Buffers.Binary;
using System.Text;

namespace Stratus.Core.Tests.Settings;

/// <summary>Public host keys, well-formed and damaged; nobody has their private halves.</summary>
internal static class HostKeys
{
    public static string Ed25519(byte seed = 1) => Make("ssh-ed25519", Bytes(32, seed));

    public static string Ecdsa(int bits, int length) => Make($"ecdsa-sha2-nistp{bits}", Encoding.ASCII.GetBytes($"nistp{bits}"), Bytes(length));

    public static string Rsa(int bits) => Make("ssh-rsa", [1, 0, 1], [0, .. Bytes(bits / 8)]);

    /// <summary>A line of an algorithm whose base64 holds that algorithm's name and then the parts.</summary>
    public static string Make(string algorithm, params byte[][] parts) => $"{algorithm} {Blob(algorithm, parts)}";

    public static string Blob(string algorithm, params byte[][] parts) =>
        Convert.ToBase64String([.. parts.Prepend(Encoding.ASCII.GetBytes(algorithm)).SelectMany(part => Length(part.Length).Concat(part))]);

    public static byte[] Bytes(int count, byte seed = 1) => [.. Enumerable.Repeat(seed, count)];

    public static byte[] Length(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes;
    }
}
