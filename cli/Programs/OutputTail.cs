namespace Stratus.Cli.Programs;

/// <summary>
/// What a child process printed, both streams in order of arrival. Keeps the end when there is too much. Safe for parallel calls.
/// </summary>
internal sealed class OutputTail
{
    private const int MaxCharacters = 64 * 1024;
    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();
    private int characters;
    private bool cut;

    /// <summary>Adds a line; a very long one keeps its beginning.</summary>
    public void Add(string line)
    {
        var kept = line.Length <= MaxCharacters ? line : line[..MaxCharacters];
        lock (gate)
        {
            lines.Enqueue(kept);
            for (characters += kept.Length + 1; characters > MaxCharacters + 1; cut = true)
                characters -= lines.Dequeue().Length + 1;
        }
    }

    /// <inheritdoc />
    public override string ToString()
    {
        lock (gate)
            return string.Join(Environment.NewLine, cut ? lines.Prepend("[…]") : lines).TrimEnd();
    }
}
