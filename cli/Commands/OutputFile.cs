using System.CommandLine;
using System.CommandLine.Parsing;
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
    /// Adds to a command that no two of its outputs are one file or both standard output, and that none of them is a file that it reads: what is read would be gone.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="inputs">The options and arguments that name what it reads.</param>
    public static void KeepApart(Command command, IReadOnlyCollection<Option> outputs, params Symbol[] inputs) => command.Validators.Add(result =>
    {
        var standard = outputs.Where(output => OptionRules.Word(result.GetResult(output)) == Standard).Select(output => output.Name).ToArray();
        if (standard.Length > 1) result.AddError($"{string.Join(" and ", standard)} cannot both be '-': name a file for one of them");
        var read = inputs.SelectMany(input => Files(result, input).Select(file => (input.Name, Path: file))).ToArray();
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (output, path) in outputs.SelectMany(output => Files(result, output).Select(path => (output, path))))
        {
            if (read.FirstOrDefault(input => input.Path == path) is { Name: { } name }) result.AddError($"{output.Name} would overwrite {path}, which is {name}; name another file");
            if (!taken.TryAdd(path, output.Name) && taken[path] != output.Name) result.AddError($"{taken[path]} and {output.Name} are one file, {path}; name two");
        }
    });

    // Neither standard output nor a device is lost by being written.
    private static IEnumerable<string> Files(CommandResult result, Symbol symbol) =>
        from token in (symbol is Argument argument ? result.GetResult(argument)?.Tokens : result.GetResult((Option)symbol)?.Tokens) ?? []
        where token.Value is not ("" or Standard) && !token.Value.StartsWith("/dev/", StringComparison.Ordinal)
        select AtomicFile.RealPath(token.Value);

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
