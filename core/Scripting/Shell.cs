namespace Stratus.Core.Scripting;

/// <summary>POSIX shell syntax.</summary>
public static class Shell
{
    /// <summary>Quotes a text so that a POSIX shell reads exactly it, as one word.</summary>
    /// <param name="text">Any text without NUL, which no shell can hold.</param>
    /// <returns>The text in single quotes, each of its own single quotes as <c>'\''</c>.</returns>
    /// <exception cref="ArgumentException">The text holds a NUL. The message never holds the text, which may be a secret.</exception>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A shell cannot hold a NUL character; remove it from the value.", nameof(text));
        return $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
