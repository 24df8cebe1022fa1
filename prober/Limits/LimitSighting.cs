using Stratus.Core.Proof;

namespace Stratus.Prober.Limits;

/// <summary>What the controls of a node showed: they hold for every place there.</summary>
/// <param name="Node">The node.</param>
/// <param name="Hogs">How the hogs ended where their limits allow what they take, each beside what it is.</param>
/// <param name="Slowed">Who was slowed down on purpose.</param>
internal sealed record LimitControls(string Node, IReadOnlyCollection<(LimitProgram Hog, LimitEnd End)> Hogs, LimitEnd Slowed);

/// <summary>What one place showed.</summary>
/// <param name="Place">Where.</param>
/// <param name="Hogs">How the hogs ended.</param>
/// <param name="Neighbour">Who was beside them.</param>
internal sealed record LimitSighting(Place Place, IReadOnlyCollection<(LimitProgram Hog, LimitEnd End)> Hogs, LimitEnd Neighbour)
{
    private LimitEnd Finder => Hogs.First(one => one.Hog.Verb == LimitProgram.Processes.Verb).End;

    /// <summary>The observations.</summary>
    public IEnumerable<Observation> With(LimitControls controls) =>
    [
        .. Hogs.Select(one => Hog(one.Hog, one.End, controls.Hogs.First(control => control.Hog.Verb == one.Hog.Verb).End)),
        Observation("surface.neighbour", Neighbour, Answered(), controls.Slowed, NeighbourReading.OfSlowed(controls.Slowed.Log)),
        Observation("surface.files", Finder, Found(), Neighbour, Kept()),
    ];

    private Observation Hog(LimitProgram hog, LimitEnd end, LimitEnd control) =>
        Observation(hog.Verb == LimitProgram.Processes.Verb ? "surface.pids" : $"surface.{hog.Verb}", end, HogReading.Of(hog, end), control, HogReading.Of(hog, control));

    // Who ended while others took all that there is has not answered as before, and nobody knows why.
    private (Seen, string) Answered() => Neighbour.HasEnded
        ? (Seen.Nothing, $"it ended before those beside it did{Neighbour.Why}")
        : NeighbourReading.Of(Neighbour.Log, [.. Hogs.Select(one => one.End.Log)]);

    private (Seen, string) Found() => (Finder.Log.Records.Any(record => record is { Kind: "ended", Name: "find" }), Finder.Log.Value("file", "others")) switch
    {
        (true, "none") => (Seen.Shut, "the neighbour's file was nowhere to be found"),
        (_, { } paths and not "none") => (Seen.Open, $"the neighbour's file: {paths}"),
        _ => (Seen.Nothing, "whoever looked for the neighbour's file did not come to an end"),
    };

    private (Seen, string) Kept() => Neighbour.Log.Value("file", "own") is { } path
        ? (Seen.Open, $"it saw its own file, {path}")
        : (Seen.Nothing, "it could not leave a file");

    private Observation Observation(string check, LimitEnd pod, (Seen Seen, string What) saw, LimitEnd control, (Seen Seen, string What) controlSaw) => new()
    {
        Check = check,
        Place = Place,
        Seen = saw.Seen,
        Evidence = Evidence(pod, saw.What),
        Control = new() { Seen = controlSaw.Seen, Evidence = Evidence(control, controlSaw.What) },
    };

    private Evidence Evidence(LimitEnd pod, string what) => new() { What = what, Pod = pod.Pod, Node = Place.Node, At = pod.At };
}
