namespace Stratus.Core.Settings;

/// <summary>Reads files that hold settings, which a person wrote: none is large.</summary>
public static class SettingsFile
{
    /// <summary>The largest inventory, in characters.</summary>
    public const int LargestInventory = 1 << 20;

    /// <summary>The text of an inventory; of a larger one, enough to see that.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadInventory(string path) => ReadUpTo(path, LargestInventory);

    /// <summary>A file's text; of one with more characters, one more than those. A device may never end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many characters it may have.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadUpTo(string path, int most)
    {
        using var reader = new StreamReader(path);
        var text = new StringWriter();
        var some = new char[8192];
        for (int left = most + 1, read; left > 0 && (read = reader.Read(some, 0, Math.Min(left, some.Length))) > 0; left -= read) text.Write(some, 0, read);
        return text.ToString();
    }
}
