using System.Text;

namespace Stratus.Cli.Commands;

/// <summary>Where an option such as <c>--json FILE</c> writes to.</summary>
internal static class OutputFile
{
    /// <summary>What stands for standard output.</summary>
    public const string Standard = "-";

    /// <summary>
    /// Writes what <paramref name="write"/> produces to a file, whole or not at all; or to standard output, for <c>-</c>.
    /// </summary>
    public static void Write(string target, TextWriter output, Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        if (target == Standard)
            output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        else
            AtomicFile.Write(new(target), buffer.ToArray());
    }
}
