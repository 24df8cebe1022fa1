using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Stratus.Prober.Payload;

/// <summary>
/// This program as one compressed archive, the same bytes for the same files: its own assemblies and those that it needs, without the
/// runtime, which the image brings.
/// </summary>
public sealed record ProgramArchive
{
    private const string Name = "Stratus.Prober";

    private ProgramArchive(byte[] bytes) => Bytes = bytes;

    /// <summary>The archive: tar, gzip.</summary>
    public byte[] Bytes { get; }

    /// <summary>The archive's SHA-256, lower-case hex.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Packs the program that lies in a folder.</summary>
    /// <exception cref="IOException">A file of it is missing there.</exception>
    public static ProgramArchive Of(string folder)
    {
        using var archive = new MemoryStream();
        using (var compressed = new GZipStream(archive, CompressionLevel.SmallestSize, leaveOpen: true))
        using (var tar = new TarWriter(compressed, TarEntryFormat.Ustar))
        {
            foreach (var file in Files(folder)) Add(tar, folder, file);
        }
        return new(archive.ToArray());
    }

    private static void Add(TarWriter tar, string folder, string file)
    {
        using var content = File.OpenRead(Path.Combine(folder, file));
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file)
        {
            DataStream = content,
            Mode = (UnixFileMode)0b110_100_100,
            ModificationTime = DateTimeOffset.UnixEpoch,
        });
    }

    // What the build wrote down that it needs: the folder may be another program's too.
    private static string[] Files(string folder)
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, $"{Name}.deps.json")));
        var assemblies = dependencies.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject())
            .Where(library => library.Value.TryGetProperty("runtime", out _))
            .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject()).Select(file => Path.GetFileName(file.Name));
        return [.. assemblies.Append($"{Name}.deps.json").Append($"{Name}.runtimeconfig.json").Distinct().Order(StringComparer.Ordinal)];
    }
}
