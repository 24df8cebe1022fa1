namespace Stratus.Core.Proof;

/// <summary>What one observation is worth.</summary>
internal static class ObservationJudge
{
    private const string WatchTheProbe = "kubectl describe pod and kubectl logs of the pod named in the evidence; then run the proof again";

    /// <summary>What came out of an observation. A leak is a leak whatever its control says; everything else is worth what its control is.</summary>
    public static Finding Of(Check check, Observation observation, ProofRun run)
    {
        var evidence = observation.Evidence;
        if (observation.Seen == Seen.Open && check.Must == Seen.Shut)
            return Finding(check, observation, Outcome.Broken, evidence.What, check.LikelyCause, check.Try);
        if (observation.Seen == Seen.Nothing)
            return Doubt(check, observation, $"the probe gave no answer: {evidence.What}", "the probe was starved or killed, or cannot run here");
        if (evidence.Node != observation.Place.Node)
            return Doubt(check, observation, $"the sandbox ran on {evidence.Node}", "the pod was not placed where the proof needed it");
        if (!IsOf(run, evidence))
            return Doubt(check, observation, "it was not observed during this run", "evidence of another run, or a clock that is off");
        if (Mistake(check, observation, run) is { } mistake)
            return Doubt(check, observation, mistake.Reason, mistake.Cause);
        return observation.Seen == check.Must
            ? Finding(check, observation, Outcome.Holds, evidence.What, "", "")
            : Finding(check, observation, Outcome.Broken, evidence.What, check.LikelyCause, check.Try);
    }

    // Why the control does not give the observation a meaning.
    private static (string Reason, string Cause)? Mistake(Check check, Observation observation, ProofRun run)
    {
        var control = observation.Control;
        if (control is null) return ("it has no control", "the control pod did not start");
        if (control.Target != observation.Target) return ($"its control tried another target, {control.Target}", "a mistake in the run's plan");
        // Who never ran has no node either.
        if (control.Seen == Seen.Nothing) return ($"its control gave no answer: {control.Evidence.What}", "the control pod was starved or killed");
        if (control.Evidence.Node != observation.Place.Node)
            return ($"its control ran on {control.Evidence.Node}", "the control pod was not placed where the proof needed it");
        if (!IsOf(run, control.Evidence)) return ("its control was not observed during this run", "evidence of another run, or a clock that is off");
        // A target that answers now may be down in a minute; a node's kernel stays what it is.
        if (check.Property == Property.Egress && (control.Evidence.At - observation.Evidence.At).Duration() > JudgeLimits.ControlWindow)
            return ("its control tried the target more than 30 s before or after it", "the node or the API was slow");
        return control.Seen == Seen.Open ? null
            : ($"its control did not get through either: {control.Evidence.What}",
                observation.Target.Length > 0 ? "the target is down, or the network is" : "the probe does not notice what it should");
    }

    private static bool IsOf(ProofRun run, Evidence evidence) => evidence.At >= run.Started && evidence.At <= run.Finished;

    private static Finding Doubt(Check check, Observation observation, string reason, string cause) =>
        Finding(check, observation, Outcome.Inconclusive, reason, cause, WatchTheProbe);

    private static Finding Finding(Check check, Observation observation, Outcome outcome, string reason, string cause, string remedy) => new()
    {
        Check = check.Id,
        Place = observation.Place,
        Target = observation.Target,
        Outcome = outcome,
        Reason = reason,
        LikelyCause = cause,
        Try = remedy,
    };
}
