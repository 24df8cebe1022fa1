using System.Collections.Immutable;

namespace Stratus.Cli.Doctor;

/// <summary>How much a finding matters, worst first.</summary>
internal enum Severity
{
    /// <summary>It stands in the way of <c>up</c>.</summary>
    Fatal,

    /// <summary>It could not be asked.</summary>
    Unchecked,

    /// <summary>It works, and not as well as it should.</summary>
    Warning,

    /// <summary>All is well.</summary>
    Ok,
}

/// <summary>What one check found.</summary>
/// <param name="Check">The check's name; stable, so that reports can be searched for it.</param>
/// <param name="Severity">The worst of all runtimes.</param>
/// <param name="Runtimes">How much it matters to each wanted RuntimeClass.</param>
/// <param name="Found">What was seen.</param>
/// <param name="Why">Why it matters; empty where all is well, as the next two are.</param>
/// <param name="Fix">What mends it.</param>
/// <param name="Verify">The command, on the machine, that shows that it is mended.</param>
internal sealed record Finding(
    string Check, Severity Severity, ImmutableSortedDictionary<string, Severity> Runtimes, string Found, string Why, string Fix, string Verify)
{
    /// <summary>The runtimes that it matters to, where it does not matter to all.</summary>
    public IReadOnlyList<string> Concerned =>
        Runtimes.Values.Distinct().Count() < 2 ? [] : [.. Runtimes.Where(runtime => runtime.Value == Severity).Select(runtime => runtime.Key)];
}
