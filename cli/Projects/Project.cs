using System.Text.RegularExpressions;

namespace Stratus.Cli.Projects;

/// <summary>A Pulumi project: what <c>Pulumi.yaml</c> says, read as the Pulumi CLI reads it.</summary>
internal sealed partial record Project
{
    /// <summary>Where <c>Pulumi.yaml</c> is.</summary>
    public required DirectoryInfo Root { get; init; }

    /// <summary>The project's name, which is also the namespace of its settings.</summary>
    public required string Name { get; init; }

    /// <summary>The program's folder: <c>main</c>, or the project's root.</summary>
    public required DirectoryInfo Program { get; init; }

    /// <summary>The built program, <c>runtime.options.binary</c>; null where it is built from source.</summary>
    public required FileInfo? Binary { get; init; }

    /// <summary>Where the stack files are: <c>stackConfigDir</c>, or the project's root.</summary>
    public required DirectoryInfo Stacks { get; init; }

    /// <summary><c>Pulumi.yaml</c> itself.</summary>
    public required YamlMap Source { get; init; }

    /// <summary>Reads the project in a folder or in the nearest one above it.</summary>
    public static Project Load(DirectoryInfo folder, CancellationToken cancellation = default)
    {
        var file = Find(folder);
        var yaml = YamlFile.Read(file, cancellation);
        var root = file.Directory!;
        var runtime = Runtime(yaml, file);
        return new()
        {
            Root = root,
            Name = NameOf(yaml, file),
            Program = Below(root, yaml, "main"),
            Binary = runtime?["options"] is YamlMap options && options["binary"] is YamlScalar binary
                ? new(Path.Combine(root.FullName, binary.Text)) : null,
            Stacks = Below(root, yaml, "stackConfigDir"),
            Source = yaml,
        };
    }

    private static FileInfo Find(DirectoryInfo folder)
    {
        if (!folder.Exists)
            throw new ProjectError($"{folder.FullName} {(File.Exists(folder.FullName) ? "is a file" : "does not exist")}{Environment.NewLine}  Pass the project's folder: --project DIR.");
        for (var at = folder; at is not null; at = at.Parent)
            foreach (var name in (string[])["Pulumi.yaml", "Pulumi.yml"])
                if (new FileInfo(Path.Combine(at.FullName, name)) is { Exists: true } file)
                    return file;
        throw new ProjectError($"no Pulumi.yaml in {folder.FullName} or above it"
            + $"{Environment.NewLine}  Pass the project's folder: --project DIR.");
    }

    private static string NameOf(YamlMap yaml, FileInfo file)
    {
        if (yaml["name"] is not YamlScalar name || name.Text.Length == 0)
            throw new ProjectError(new(file.Name, 1, 1), "the project has no name", "Add one: 'name: stratus'.");
        return IdentifierPattern().IsMatch(name.Text)
            ? name.Text
            : throw new ProjectError(name.Position, $"'{name.Text}' is not a project name",
                "Use letters, digits, '-', '_' and '.', 100 at most.");
    }

    private static YamlMap? Runtime(YamlMap yaml, FileInfo file)
    {
        var runtime = yaml["runtime"];
        var name = (runtime as YamlMap)?["name"] ?? runtime;
        if (name is not YamlScalar { Text: "dotnet" })
            throw new ProjectError(runtime?.Position ?? new(file.Name, 1, 1), $"the runtime is '{(name as YamlScalar)?.Text}'",
                "stratus previews .NET programs: 'runtime: dotnet'.");
        return runtime as YamlMap;
    }

    private static DirectoryInfo Below(DirectoryInfo root, YamlMap yaml, string key)
    {
        if (yaml[key] is not YamlScalar scalar)
            return root;
        var folder = new DirectoryInfo(Path.GetFullPath(Path.Combine(root.FullName, scalar.Text)));
        // A program may be named by its project file; its folder is what counts.
        if (!folder.Exists && File.Exists(folder.FullName))
            folder = folder.Parent!;
        var inside = folder.FullName == root.FullName
            || folder.FullName.StartsWith(root.FullName.TrimEnd('/') + '/', StringComparison.Ordinal);
        return inside && folder.Exists
            ? folder
            : throw new ProjectError(scalar.Position, $"{key} is '{scalar.Text}', which is not a folder of this project",
                "Name an existing folder, relative to Pulumi.yaml.");
    }

    /// <summary>What a project's or a stack's name may look like.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,100}\z")]
    internal static partial Regex IdentifierPattern();
}
