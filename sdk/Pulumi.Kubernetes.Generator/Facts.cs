using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Generator;

/// <summary>
/// What the models do not carry: which fields the API server requires, and under which API versions a kind was served before.
/// One fact a line in Facts/*.txt, a name followed by its values; lines starting with # are comments.
/// </summary>
internal sealed class Facts
{
    private readonly ImmutableDictionary<string, ImmutableArray<string>> lines;

    private Facts(ImmutableDictionary<string, ImmutableArray<string>> lines) => this.lines = lines;

    public ImmutableArray<string> this[string name] => lines.TryGetValue(name, out var values) ? values : [];

    public bool Contains(string name) => lines.ContainsKey(name);

    public static Facts Read(string resource)
    {
        using var stream = typeof(Facts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The embedded file '{resource}' is missing.");
        using var reader = new StreamReader(stream);
        return new Facts(reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToImmutableDictionary(words => words[0], words => words.Skip(1).ToImmutableArray()));
    }
}
