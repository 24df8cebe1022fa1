namespace Stratus.Cli.Projects;

/// <summary>A place in a file that a person can jump to; line and column count from 1.</summary>
internal readonly record struct Position(string File, long Line, long Column)
{
    /// <inheritdoc />
    public override string ToString() => $"{File}:{Line}:{Column}";
}
