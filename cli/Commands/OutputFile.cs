using System.CommandLine;
using System.Text;

namespace Stratus.Cli.Commands;

/// <summary>Where an option such as <c>--json FILE</c> writes to.</summary>
internal static class OutputFile
{
    /// <summary>What stands for standard output.</summary>
    public const string Standard = "-";

    /// <summary>Makes such an option. An empty name, which an unset variable leaves behind, is a mistake of the command line.</summary>
    public static Option<string?> Option(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
                result.AddError($"{name} is empty; it takes a file's name, or '{Standard}' for standard output");
        });
        return option;
    }

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
