namespace Stratus.Core.Scripting;

/// <summary>Text for a POSIX shell.</summary>
public static class Shell
{
    /// <summary>A word that a shell reads back as exactly this text. A NUL, which no shell can hold, is an <see cref="ArgumentException"/>.</summary>
    public static string Quote(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("A shell word cannot hold a NUL character.", nameof(text))
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
