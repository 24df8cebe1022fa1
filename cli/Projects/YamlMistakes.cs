namespace Stratus.Cli.Projects;

/// <summary>What is wrong with a file so far. Reading goes on as long as it can, so that every mistake is told at once.</summary>
internal sealed class YamlMistakes
{
    private readonly List<string> messages = [];

    /// <summary>Adds a mistake after which reading can go on.</summary>
    public void Add(Position position, string what, string fix) => messages.Add(new ProjectError(position, what, fix).Message);

    /// <summary>Throws every mistake, if there is one.</summary>
    public void ThrowIfAny()
    {
        if (messages.Count > 0)
            throw new ProjectError(string.Join(Environment.NewLine, messages));
    }

    /// <summary>The error to throw for a mistake after which reading cannot go on; those before it stand in it too.</summary>
    public ProjectError Stop(Position position, string what, string fix)
    {
        Add(position, what, fix);
        return new(string.Join(Environment.NewLine, messages));
    }
}
