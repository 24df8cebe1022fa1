using Stratus.Cli.Engine;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Programs;

/// <summary>Says why there is no plan. The engine's own refusal comes first: the program's exit is only what followed from it.</summary>
internal static class ProgramFailure
{
    // The exit code by which a Pulumi program says that its errors are in the log already.
    private const int Bail = 32;
    private const int MaxNames = 20;

    /// <summary>The failure, or null when the program ran to its end and registered everything.</summary>
    public static string? Explain(ChildResult result, PreviewEngine engine, IReadOnlyList<PlanResource> resources, TimeSpan timeout)
    {
        var said = engine.Diagnostics;
        if (said.Refusals.Count > 0)
            return Lines(said.Refusals);
        if (result.TimedOut)
            return $"the program did not finish within {timeout.TotalSeconds:0.#} s and was killed"
                + $"{Environment.NewLine}  {Progress(resources)}{Environment.NewLine}"
                + $"  Find what it waits for, or give it longer: --timeout SECONDS.{Output(result)}";
        if (said.Errors.Count > 0)
            return Lines(said.Errors) + Hint(said);
        if (result.Code != 0)
            return $"{Exit(result.Code)}{Output(result)}{Hint(said)}";
        return Incomplete(engine, resources) is { } missing ? $"the program ended without an error, but {missing}{Output(result)}" : null;
    }

    private static string Exit(int code) => code switch
    {
        Bail => "the program gave up (exit code 32) without logging an error",
        134 => "the program was aborted (exit code 134, signal 6): an exception that nothing caught",
        137 => "the program was killed (exit code 137, signal 9): by hand, or by Linux when memory ran out",
        139 => "the program crashed (exit code 139, signal 11)",
        > 128 and < 128 + 65 => $"the program was ended by signal {code - 128} (exit code {code})",
        _ => $"the program failed with exit code {code}",
    };

    private static string? Incomplete(PreviewEngine engine, IReadOnlyList<PlanResource> resources)
    {
        if (resources.All(resource => resource.Type != Wire.StackType))
            return $"it never registered the stack"
                + $"{Environment.NewLine}  Call Deployment.RunAsync, await it, and return its result from Main.";
        return engine.Finished ? null
            : $"it never said that it had registered everything{Environment.NewLine}  {Progress(resources)}{Environment.NewLine}"
            + "  Await Deployment.RunAsync and return its result from Main; do not call Environment.Exit.";
    }

    private static string Progress(IReadOnlyList<PlanResource> resources)
    {
        if (resources.Count == 0)
            return "Nothing was registered so far.";
        var names = resources.TakeLast(MaxNames).Select(resource => $"{resource.Type} {resource.Name}");
        var more = resources.Count > MaxNames ? $"{resources.Count - MaxNames} more, then " : "";
        return $"Registered so far, in this order: {more}{string.Join(", ", names)}.";
    }

    private static string Hint(Diagnostics said) => said.UnansweredInvokes.Count == 0 ? "" : $"{Environment.NewLine}"
        + $"  These could not be answered offline, and their results are unknown: {string.Join(", ", said.UnansweredInvokes)}.";

    private static string Output(ChildResult result) => result.Output.Length == 0 ? ""
        : $"{Environment.NewLine}It printed:{Environment.NewLine}{result.Output}";

    private static string Lines(IEnumerable<string> messages) => string.Join(Environment.NewLine, messages.Distinct());
}
