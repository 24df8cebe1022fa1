using Stratus.Core.Proof;
using Stratus.Core.Proof.Egress;
using Stratus.Prober.Probe;
using Stratus.Prober.Targets;

namespace Stratus.Prober.Smoke;

/// <summary>What a sandbox reached, beside what its control reached meanwhile.</summary>
internal static class EgressObservations
{
    // What a cluster may do without. That nobody has such a way out must not be true of the ways that every cluster has: a dead network
    // would look secure.
    private static readonly TargetKind[] Optional = [TargetKind.MetadataIpv6, TargetKind.InternetIpv6, TargetKind.InternetSctp];

    /// <summary>The observations of a place, one an aim.</summary>
    public static IEnumerable<Observation> Of(Sighting sighting, IEnumerable<Aim> aims)
    {
        foreach (var aim in aims)
        {
            var sandbox = Attempt(sighting.Sandbox, aim);
            if (!aim.IsDeclared && sandbox?.Answer != Answer.Open) continue;
            yield return new()
            {
                Check = aim.Target.Allowed ? Checks.EgressAllowed : Checks.EgressDenied,
                Place = sighting.Place,
                Target = aim.Target.Name,
                Seen = Judge(sandbox, Optional.Contains(aim.Target.Kind)),
                Evidence = Evidence(sighting.Sandbox, sandbox),
                Control = Control(sighting, aim),
            };
        }
    }

    /// <summary>The kinds of targets for which no control has any way out, of those that a cluster may do without; and why.</summary>
    public static IEnumerable<AbsentTarget> Absent(IReadOnlyCollection<Sighting> sightings, IReadOnlyCollection<Aim> aims) =>
        from kind in Optional
        let tried = aims.Where(aim => aim.IsDeclared && aim.Target.Kind == kind).ToArray()
        where tried.Length > 0 && sightings.Count > 0
        where sightings.All(sighting => tried.All(aim => Attempt(sighting.Control, aim)?.Answer == Answer.Absent))
        select new AbsentTarget(kind, $"no control has such a way out: {Attempt(sightings.First().Control, tried[0])!.Words}");

    /// <summary>
    /// What an attempt says. Whoever could not tell has seen nothing; nor has who had no way out to try at all, where every pod should have one: a dead
    /// network would look secure.
    /// </summary>
    /// <param name="attempt">The attempt; null where there is none.</param>
    /// <param name="mayBeAbsent">Whether a pod may be without this way out.</param>
    public static Seen Judge(Attempt? attempt, bool mayBeAbsent) => attempt?.Answer switch
    {
        null or Answer.Unknown => Seen.Nothing,
        Answer.Absent when !mayBeAbsent => Seen.Nothing,
        Answer.Open => Seen.Open,
        _ => Seen.Shut,
    };

    /// <summary>The evidence of an attempt.</summary>
    public static Evidence Evidence(PodLog pod, Attempt? attempt) => attempt is null
        ? pod.Evidence("it was not tried: the pod did not run, or was cut short")
        : pod.Evidence($"{Words(attempt.Answer)}{(attempt.Answer == Answer.Open ? "" : $" ({Rest(attempt)})")}", attempt.At,
            ("milliseconds", attempt.Took.TotalMilliseconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture)));

    private static Control? Control(Sighting sighting, Aim aim)
    {
        var control = Attempt(sighting.Control, aim);
        return new() { Target = aim.Target.Name, Seen = Judge(control, mayBeAbsent: true), Evidence = Evidence(sighting.Control, control) };
    }

    // A leak is one whatever came after it; of a log that was cut short nothing else is believed.
    private static Attempt? Attempt(PodLog pod, Aim aim) =>
        Probe.Attempt.In(pod.Log).FirstOrDefault(attempt => attempt.Target == aim.Target.Name && (pod.Log.Ended || attempt.Answer == Answer.Open));

    private static string Words(Answer answer) => answer switch
    {
        Answer.Open => "it was reached",
        Answer.Refused => "it, or something before it, refused",
        Answer.Unreachable => "something on the way said that there is none",
        Answer.Silent => "nothing came back",
        Answer.Absent => "there is no such way out",
        _ => "the probe could not tell",
    };

    private static string Rest(Attempt attempt) => attempt.Words.Length > 0 ? attempt.Words : $"within {attempt.Took.TotalSeconds:0.0} s";
}
