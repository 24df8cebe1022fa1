using System.Text;

namespace Stratus.Cli.Rendering;

/// <summary>Reads back the parameters that a rendered script exports at its start.</summary>
internal static class ShellExports
{
    private const string Export = "export ";

    /// <summary>The value that a script exports under a name; null where it exports none, or nothing that is a constant.</summary>
    /// <param name="script">The script as it reaches the host.</param>
    /// <param name="name">The variable's name.</param>
    public static string? Find(string script, string name)
    {
        var start = ("\n" + script).IndexOf($"\n{Export}{name}=", StringComparison.Ordinal);
        return start < 0 ? null : Word(script.AsSpan(start + Export.Length + name.Length + 1));
    }

    // A shell word of single-quoted, backslash-escaped and bare pieces; whatever the shell would expand is no constant.
    private static string? Word(ReadOnlySpan<char> text)
    {
        var word = new StringBuilder();
        while (text.Length > 0 && text[0] is not ('\n' or ' ' or '\t' or ';'))
        {
            if (text[0] == '\'')
            {
                var end = text[1..].IndexOf('\'');
                if (end < 0) return null;
                word.Append(text.Slice(1, end));
                text = text[(end + 2)..];
            }
            else if (text[0] == '\\' && text.Length > 1)
            {
                word.Append(text[1]);
                text = text[2..];
            }
            else if (text[0] is '$' or '`' or '"')
            {
                return null;
            }
            else
            {
                word.Append(text[0]);
                text = text[1..];
            }
        }

        return word.ToString();
    }
}
