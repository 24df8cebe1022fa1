namespace Stratus.Cli.Projects;

/// <summary>
/// Project or stack file that cannot be used. The message starts with the place, <c>Pulumi.dev.yaml:12:5</c>, where there is one.
/// </summary>
internal sealed class ProjectError(string message) : Exception(message)
{
    /// <summary>An error at a place in a file.</summary>
    public ProjectError(Position position, string what, string fix) : this($"{position}: {what}{Environment.NewLine}  {fix}")
    {
    }
}
