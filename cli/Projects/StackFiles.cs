namespace Stratus.Cli.Projects;

/// <summary>Finds the file of a stack, <c>Pulumi.{stack}.yaml</c>.</summary>
internal static class StackFiles
{
    /// <summary>
    /// The stack's file. A name that could lead out of the folder is refused; a missing file lists the stacks that there are.
    /// </summary>
    public static FileInfo Find(Project project, string stack)
    {
        if (!Project.IdentifierPattern().IsMatch(stack))
            throw new ProjectError($"'{stack}' is not the name of a stack"
                + $"{Environment.NewLine}  Use letters, digits, '-', '_' and '.', without an organization: --stack dev.");
        foreach (var extension in (string[])["yaml", "yml"])
            if (new FileInfo(Path.Combine(project.Stacks.FullName, $"Pulumi.{stack}.{extension}")) is { Exists: true } file)
                return file;
        var existing = Existing(project);
        throw new ProjectError($"stack '{stack}' has no file Pulumi.{stack}.yaml in {project.Stacks.FullName}{Environment.NewLine}  "
            + (existing.Count == 0 ? $"There is none for any stack yet: create Pulumi.{stack}.yaml."
                : $"The stacks that have one: {string.Join(", ", existing)}."));
    }

    private static List<string> Existing(Project project) =>
        [.. project.Stacks.EnumerateFiles("Pulumi.*.y*ml")
            .Select(file => Path.GetFileNameWithoutExtension(file.Name)["Pulumi.".Length..]).Order(StringComparer.Ordinal)];
}
