using System.Text;

namespace Stratus.Cli.Commands;

/// <summary>Standard error, where there may be none: who closed it, or has it on a full disk, still gets the exit code.</summary>
internal sealed class StandardError(TextWriter inner) : TextWriter
{
    /// <inheritdoc />
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc />
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc />
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc />
    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception unheard) when (unheard is IOException or UnauthorizedAccessException)
        {
            // There is nobody left to tell.
        }
    }
}
