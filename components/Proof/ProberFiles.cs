using System.Security.Cryptography;

namespace Stratus.Components.Proof;

/// <summary>The prober that the build lays beside the Pulumi program. State holds its digest and no path, for paths differ between machines.</summary>
public static class ProberFiles
{
    private static readonly string[] Names = ["Stratus.Core.dll", "Stratus.Prober.dll"];

    /// <summary>The SHA-256 of its two assemblies one after the other, lower-case hex; empty where one is not there.</summary>
    /// <param name="folder">Where the program runs from.</param>
    public static string Digest(string folder)
    {
        var files = Names.Select(name => Path.Combine(folder, name)).ToArray();
        return files.All(File.Exists) ? Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(File.ReadAllBytes)])) : "";
    }
}
