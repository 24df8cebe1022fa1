using Stratus.Core.Proof.ColdStarts;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Settings.Reading;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRelations
{
    // A budget that no run can ever judge would have the proof never hold.
    private static IEnumerable<SettingRelation> Budgets() =>
    [
        new()
        {
            Path = "proof.budgets[].runtimeClass", Allowed = "one of the stack's runtimes", Example = "kata-qemu",
            Fix = "add it to runtimes, or remove the budget", Check = StrangeClasses,
        },
        new()
        {
            Path = "proof.budgets[]", Allowed = "one budget a RuntimeClass, percentile, concurrency and image", Example = "{ runtimeClass: kata-qemu, percentile: p50, limitMs: 2000 }",
            Fix = "remove one of the two", Check = RepeatedBudgets,
        },
        new()
        {
            Path = "proof.budgets[].concurrency", Allowed = "1, or one other number for all budgets, no more than sandbox.maxSandboxes leaves to each host", Example = "10",
            Fix = "write the same number everywhere, and one that the quota leaves room for", Check = Concurrencies,
        },
        new()
        {
            Path = "proof.budgets[].image", Allowed = "absent only one after another, and with so many absentImages that each RuntimeClass gets as many starts as the percentile takes", Example = "present",
            Fix = "list more images under proof.absentImages, which are dealt out to RuntimeClasses and launch paths in turn; or take a lower percentile, or concurrency: 1", Check = TooFewImages,
        },
        new()
        {
            Path = "proof.budgets[].percentile", Allowed = "a percentile of no more starts than proof.samples has timed on all hosts together: p99 takes 100", Example = "p95",
            Fix = "raise proof.samples, or take a lower percentile", Check = TooFewSamples,
        },
        new()
        {
            Path = "proof.absentImages", Allowed = "each image once: a node lacks it once", Example = $"[registry.example.com/runtime@sha256:{new string('0', 64)}]",
            Fix = "remove one of the two", Check = RepeatedImages,
        },
    ];

    private static IEnumerable<Finding> StrangeClasses(Draft draft) =>
        from budget in draft.Budgets
        where Enum.IsDefined(budget.Value.Runtime) && !draft.Runtimes.IsEmpty && !draft.Runtimes.Contains(budget.Value.Runtime)
        select new Finding($"{budget.Path}.runtimeClass", "a RuntimeClass that the stack does not install");

    private static IEnumerable<Finding> RepeatedBudgets(Draft draft) =>
        from twins in draft.Budgets.Where(IsRead).GroupBy(budget => budget.Value with { LimitMs = 0 })
        from later in twins.Skip(1)
        select new Finding(later.Path, $"what {twins.First().Path} is for again");

    private static IEnumerable<Finding> Concurrencies(Draft draft)
    {
        var most = StackPlan.AtOnce(draft.Sandbox, draft.SandboxHosts.Count());
        var first = draft.Budgets.FirstOrDefault(budget => budget.Value.Concurrency > 1);
        foreach (var budget in draft.Budgets.Where(budget => budget.Value.Concurrency > 1))
        {
            if (budget.Value.Concurrency != first.Value.Concurrency) yield return new($"{budget.Path}.concurrency", $"{budget.Value.Concurrency}, and {first.Path} has {first.Value.Concurrency}");
            else if (budget.Value.Concurrency > most) yield return new($"{budget.Path}.concurrency", $"{budget.Value.Concurrency}, and the quota leaves {most} to each host");
        }
    }

    private static IEnumerable<Finding> TooFewImages(Draft draft) =>
        from budget in draft.Budgets.Where(IsRead)
        where !budget.Value.ImagePresent
        let starts = StackPlan.AbsentStarts(draft.Proof.AbsentImages.Length, draft.Runtimes.IndexOf(budget.Value.Runtime), draft.Runtimes.Length) * draft.SandboxHosts.Count()
        let needed = Percentiles.Needed(budget.Value.Percentile)
        where budget.Value.Concurrency > 1 || starts < needed
        select new Finding($"{budget.Path}.image", budget.Value.Concurrency > 1 ? "absent, several at once" : $"absent, with images for {starts} starts of {needed}");

    private static IEnumerable<Finding> TooFewSamples(Draft draft) =>
        from budget in draft.Budgets.Where(IsRead)
        where budget.Value.ImagePresent
        let each = budget.Value.Concurrency * draft.SandboxHosts.Count()
        where each > 0
        let starts = budget.Value.Concurrency == 1 ? draft.Proof.Samples * each : (draft.Proof.Samples + each - 1) / each * each
        let needed = Percentiles.Needed(budget.Value.Percentile)
        where starts < needed
        select new Finding($"{budget.Path}.percentile", $"a percentile of {needed} starts, and {starts} are timed");

    private static IEnumerable<Finding> RepeatedImages(Draft draft) =>
        draft.Proof.AbsentImages.Where(image => image.Length > 0).GroupBy(image => image[image.IndexOf('@', StringComparison.Ordinal)..]).Any(twins => twins.Count() > 1)
            ? [new("proof.absentImages", "the same digest twice")] : [];

    private static bool IsRead(Placed<ColdStartBudget> budget) => Enum.IsDefined(budget.Value.Runtime) && budget.Value.Percentile > 0;
}
