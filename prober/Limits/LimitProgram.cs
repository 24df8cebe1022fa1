using System.Globalization;
using Stratus.Core.Scripting;

namespace Stratus.Prober.Limits;

/// <summary>What a pod does whose limits are tried, or who is watched meanwhile.</summary>
/// <param name="Verb">What of <c>limits.sh</c> it runs.</param>
/// <param name="Steps">How many processes, or mebibytes, it takes at most.</param>
/// <param name="Seconds">For how long what was taken is kept, or a neighbour tells.</param>
internal sealed record LimitProgram(string Verb, int Steps, int Seconds)
{
    private static readonly ScriptFiles Files = new(typeof(LimitProgram).Assembly);

    /// <summary>
    /// More processes than a sandbox of the proof has memory for, and fewer than kubelets that limit them usually allow: the control has to get
    /// by. Kept for longer than bash tries again to fork: 15 s. Before it takes anything, it looks for the neighbour's file.
    /// </summary>
    public static LimitProgram Processes { get; } = new("processes", 768, 60);

    /// <summary>Twice the memory that a sandbox of the proof has.</summary>
    public static LimitProgram Memory { get; } = new("memory", 256, 1);

    /// <summary>Three times the disk that it has, kept for longer than a kubelet takes to look: it does so every ten seconds, and by its own cache less often.</summary>
    public static LimitProgram Disk { get; } = new("disk", 192, 75);

    /// <summary>Who is watched: some seconds alone, and the others beside the hogs, until he is taken away.</summary>
    public static LimitProgram Neighbour { get; } = new("neighbour", 1, 110);

    /// <summary>Who is slowed down on purpose, for the second half of the time.</summary>
    public static LimitProgram Slowed { get; } = new("slowed", 1, 8);

    /// <summary>The command of the pod that runs it.</summary>
    /// <param name="token">What its records carry.</param>
    /// <param name="file">The name of the neighbour's file.</param>
    public string[] Command(string token, string file) =>
    [
        "bash", "-c",
        Files.Load("prober/Limits/limits.sh",
            ("STRATUS_RUN", token),
            ("STRATUS_STEPS", Steps.ToString(CultureInfo.InvariantCulture)),
            ("STRATUS_SECONDS", Seconds.ToString(CultureInfo.InvariantCulture)),
            ("STRATUS_FILE", file),
            ("STRATUS_MARKER", "")).Render(),
        "limits", Verb,
    ];
}
