using System.CommandLine;
using System.CommandLine.Parsing;

namespace Stratus.Cli.Commands;

/// <summary>Options that name a file or a folder. An empty name, which an unset variable leaves behind, is a mistake of the command line.</summary>
internal static class InputOption
{
    /// <summary>An option that takes a folder.</summary>
    public static Option<DirectoryInfo> Folder(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DIR",
        CustomParser = result => Parse<DirectoryInfo>(result, path => new(path), $"{name} is empty; it takes a folder's name, '.' for this one"),
    };

    /// <summary>The option that takes the folder of a file, or one below it; where it is left out, this one.</summary>
    public static Option<DirectoryInfo> FolderOf(string file)
    {
        var option = Folder("--project", $"The folder of {file}, or one below it");
        option.DefaultValueFactory = _ => new(Directory.GetCurrentDirectory());
        return option;
    }

    /// <summary>An option that takes a file.</summary>
    public static Option<FileInfo> File(string name, string description, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "FILE",
        CustomParser = result => Parse<FileInfo>(result, path => new(path), $"{name} is empty; it takes a file's name"),
    };

    private static T? Parse<T>(ArgumentResult result, Func<string, T> make, string mistake) where T : class
    {
        if (result.Tokens[0].Value is { Length: > 0 } path) return make(path);
        result.AddError(mistake);
        return null;
    }
}
