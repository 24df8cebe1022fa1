using System.Collections.Immutable;
using System.Globalization;
using Stratus.Core.Scripting;

namespace Stratus.Prober.Probe;

/// <summary>What a probe is to do inside a sandbox.</summary>
public sealed record ProbeRequest
{
    private static readonly ScriptFiles Files = new(typeof(ProbeRequest).Assembly);

    /// <summary>What its records carry, so that nothing else in a log is taken for one: letters, digits, dots and dashes.</summary>
    public required string Run { get; init; }

    /// <summary>The target that is tried before anything else is done; null: none.</summary>
    public ProbeTarget? First { get; init; }

    /// <summary>The targets that are tried then, all at once. Default: none.</summary>
    public ImmutableArray<ProbeTarget> Targets { get; init; } = [];

    /// <summary>What is looked at then. Default: nothing.</summary>
    public ImmutableArray<ProbeLook> Looks { get; init; } = [];

    /// <summary>The markers to leave, of the same alphabet as <see cref="Run"/>; empty: none is left, those that are there are told. Default: empty.</summary>
    public string Marker { get; init; } = "";

    /// <summary>How long an answer is waited for, in whole seconds. Default: 2.</summary>
    public int WaitSeconds { get; init; } = 2;

    /// <summary>For how long a first target that was reached is tried again, to see when the way out is shut; zero: it is not. Default: 3 s.</summary>
    public TimeSpan Window { get; init; } = DefaultWindow;

    /// <summary>The default of <see cref="Window"/>.</summary>
    public static TimeSpan DefaultWindow { get; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The program, as the last of <c>bash -c PROGRAM probe probe</c>: it travels in the pod's command, so that a sandbox needs no volume, and an
    /// image nothing but bash. It is far below the 128 KiB that Linux allows one argument.
    /// </summary>
    /// <exception cref="ArgumentException">A run, marker or target holds what would not arrive as one word.</exception>
    public string Program() => Files.Load("prober/Probe/probe.sh", Parameters()).Render();

    /// <summary>The parameters of a program that does all of it.</summary>
    /// <exception cref="ArgumentException">A run, marker or target holds what would not arrive as one word.</exception>
    internal IEnumerable<(string Name, string Value)> Parameters()
    {
        if (!ProbeTarget.IsWord(Run)) throw new ArgumentException($"the run is '{Run}'; it takes letters, digits, dots and dashes");
        if (Marker.Length > 0 && !ProbeTarget.IsWord(Marker)) throw new ArgumentException($"the marker is '{Marker}'; it takes letters, digits, dots and dashes");
        return
        [
            .. Reaching,
            ("STRATUS_TARGETS", string.Join(' ', Targets)),
            ("STRATUS_LOOKS", string.Join(' ', Looks.Select(look => look.ToString().ToLowerInvariant()))),
            ("STRATUS_MARKER", Marker),
        ];
    }

    /// <summary>The parameters of every program that begins by reaching for something.</summary>
    internal IEnumerable<(string Name, string Value)> Reaching =>
    [
        ("STRATUS_RUN", Run),
        ("STRATUS_FIRST", First?.ToString() ?? ""),
        ("STRATUS_WAIT", WaitSeconds.ToString(CultureInfo.InvariantCulture)),
        ("STRATUS_WINDOW", Window.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)),
    ];
}

/// <summary>What a probe can look at.</summary>
public enum ProbeLook
{
    /// <summary>The kernel.</summary>
    Kernel,

    /// <summary>Tokens, devices, cgroups, privileges.</summary>
    Surface,

    /// <summary>What earlier runs have left.</summary>
    Markers,
}
