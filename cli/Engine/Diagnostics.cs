using Pulumirpc;

namespace Stratus.Cli.Engine;

/// <summary>Collects what the program logged and what the engine refused. Safe for parallel calls.</summary>
internal sealed class Diagnostics
{
    private readonly Lock gate = new();
    private readonly List<string> refusals = [];
    private readonly List<string> errors = [];
    private readonly List<string> notes = [];
    private readonly SortedSet<string> warnings = new(StringComparer.Ordinal);
    private readonly SortedSet<string> unanswered = new(StringComparer.Ordinal);

    /// <summary>What the engine refused, in order of arrival.</summary>
    public IReadOnlyList<string> Refusals => Copy(refusals);

    /// <summary>What the program logged as an error, in order of arrival.</summary>
    public IReadOnlyList<string> Errors => Copy(errors);

    /// <summary>What the program logged for information, in order of arrival.</summary>
    public IReadOnlyList<string> Notes => Copy(notes);

    /// <summary>What the program warned of, sorted, each once.</summary>
    public IReadOnlyList<string> Warnings => Copy(warnings);

    /// <summary>The provider functions that could not be answered offline, sorted, each once.</summary>
    public IReadOnlyList<string> UnansweredInvokes => Copy(unanswered);

    /// <summary>Keeps an engine's refusal.</summary>
    public void Refuse(string message) => Add(refusals, message);

    /// <summary>Keeps a warning about a resource.</summary>
    public void Warn(string urn, string message) => Add(warnings, Format(urn, message));

    /// <summary>Remembers a provider function whose result stays unknown.</summary>
    public void Unanswered(string token) => Add(unanswered, token);

    /// <summary>Keeps what the program logged. Debug messages and passing status lines are dropped, as `pulumi preview` does.</summary>
    public void Log(LogRequest request)
    {
        var message = Format(request.Urn, request.Message.Trim());
        if (request.Severity == LogSeverity.Error)
            Add(errors, message);
        else if (request.Severity == LogSeverity.Warning && !request.Ephemeral)
            Add(warnings, message);
        else if (request.Severity == LogSeverity.Info && !request.Ephemeral)
            Add(notes, message);
    }

    private static string Format(string urn, string message) =>
        urn.Length == 0 || Urns.QualifiedType(urn) == Wire.StackType ? message : $"{urn}: {message}";

    private void Add(ICollection<string> list, string message)
    {
        lock (gate)
            list.Add(message);
    }

    private string[] Copy(IEnumerable<string> list)
    {
        lock (gate)
            return [.. list];
    }
}
