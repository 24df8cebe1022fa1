namespace Stratus.Cli.Engine;

/// <summary>
/// Strikes secrets out of what a program prints or logs. A preview sees no encrypted setting in clear text, but a program can make a secret
/// of any text. Held in memory for that purpose only; never part of a plan. Safe for parallel calls.
/// </summary>
internal sealed class SecretTexts
{
    // Shorter texts ("true", "22") occur everywhere; longer ones are whole scripts, which a message does not repeat in full.
    private const int MinLength = 6;
    private const int MaxLength = 16 * 1024;
    private readonly Lock gate = new();
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    /// <summary>Remembers a secret.</summary>
    public void Add(string text)
    {
        if (text.Length is < MinLength or > MaxLength || text == Wire.Unknown)
            return;
        lock (gate)
            texts.Add(text);
    }

    /// <summary>Replaces every secret in a message by <c>[secret]</c>; longer ones first, so that no part of one is left.</summary>
    public string Strike(string message)
    {
        lock (gate)
            return texts.Where(text => text.Length <= message.Length && message.Contains(text, StringComparison.Ordinal))
                .OrderByDescending(text => text.Length)
                    .Aggregate(message, (struck, text) => struck.Replace(text, "[secret]", StringComparison.Ordinal));
    }
}
