using System.Security.Cryptography;
using System.Text;

namespace Stratus.Cli.Rendering;

/// <summary>File names for untrusted names: never out of the folder, never the same twice, valid on every system.</summary>
internal sealed class SafePaths
{
    private const int Longest = 80;

    // Two names that differ only in case are one file on some systems.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Devices = new(["con", "prn", "aux", "nul"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A file name, or part of one, without any character that means something to a file system or a shell.</summary>
    public static string Name(string text)
    {
        var name = string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-'));
        name = name.TrimStart('.', '-').TrimEnd('.');
        if (name.Length == 0) name = "unnamed";
        if (Devices.Contains(name.Split('.')[0])) name = $"_{name}";
        return name.Length <= Longest ? name : $"{name[..Longest]}-{Digest(text)}";
    }

    /// <summary>The path <c>folder/stem.extension</c>, with a number after the stem where it is taken already.</summary>
    public string Take(string folder, string stem, string extension)
    {
        var path = $"{folder}/{stem}{extension}";
        for (var number = 2; !_taken.Add(path); number++)
        {
            path = $"{folder}/{stem}-{number}{extension}";
        }

        return path;
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
