using Stratus.Core.Proof.Reports;
using Stratus.Core.Settings.Formats;

namespace Stratus.Core.Settings.Rules;

public static partial class SettingRules
{
    private static IEnumerable<SettingRule> Proof() =>
    [
        new()
        {
            Path = "proof.enforce", Kind = SettingKind.Truth, Default = "true",
            Meaning = "Lets new sandboxes start only while the latest proof is fresh and covers their RuntimeClass and node.",
            Allowed = "true; false in dev only", Example = "true",
        },
        Count("proof.leaseSeconds", "90000", 600, 604800,
            "For how long after its end a proof lets sandboxes start, in seconds. 90000 is a day, and an hour for the next run."),
        new()
        {
            Path = "proof.schedule", Kind = SettingKind.Text, Default = "17 3 * * *", Max = 128, Check = CronSchedule.Problem,
            Meaning = "When the proof runs, UTC. Runs have to end before the lease of the one before does.",
            Allowed = "five fields of cron: numbers, *, lists, ranges, steps", Example = "17 3 * * *",
        },
        Count("proof.samples", "20", 20, 1000, "How many cold starts are timed in each place. p95 takes 20."),
        Count("proof.budgetMs", "3000", 1, 600000, "What p95 of the cold starts of a RuntimeClass may take, in milliseconds."),
        new()
        {
            Path = "proof.budgets", Kind = SettingKind.GroupList, Max = 100,
            Meaning = "What cold starts may take beyond budgetMs; one of p95, one after another, with the image present takes its place for that RuntimeClass.",
            Allowed = "a list of at most 100 budgets", Example = "[{ runtimeClass: kata-qemu, percentile: p50, limitMs: 2000 }]",
        },
        new()
        {
            Path = "proof.absentImages", Kind = SettingKind.TextList, Max = 100, Check = ImageReference.Problem,
            Meaning = "Images that no node has, with bash in them. Each is pulled once on every node, to time a start without its image.",
            Allowed = "a list of at most 100 images by digest", Example = $"[registry.example.com/runtime@sha256:{new string('0', 64)}]",
        },
        new()
        {
            Path = "proof.internet", Kind = SettingKind.Truth, Default = "true",
            Meaning = "Whether the nodes have a way to the internet. Without one, that sandboxes do not reach it stands in the report as not proven.",
            Allowed = "true or false", Example = "true",
        },
    ];

    private static IEnumerable<SettingRule> Budgets() =>
    [
        new()
        {
            Path = "proof.budgets[].runtimeClass", Kind = SettingKind.Text, Required = true, Choices = ["kata-fc", "kata-clh", "kata-qemu"],
            Meaning = "The RuntimeClass, one of runtimes.", Allowed = "kata-fc, kata-clh or kata-qemu", Example = "kata-qemu",
        },
        new()
        {
            Path = "proof.budgets[].percentile", Kind = SettingKind.Text, Default = "p95", Choices = ["p50", "p95", "p99", "max"],
            Meaning = "Which of the starts is looked at. p50 takes 2 of them, p95 20, p99 100.", Allowed = "p50, p95, p99 or max", Example = "p95",
        },
        Count("proof.budgets[].concurrency", "1", 1, 32, "How many sandboxes start at once on a node; 1: one after another."),
        new()
        {
            Path = "proof.budgets[].image", Kind = SettingKind.Text, Default = "present", Choices = ["present", "absent"],
            Meaning = "Whether the node has the image. absent takes absentImages.", Allowed = "present or absent", Example = "present",
        },
        new()
        {
            Path = "proof.budgets[].limitMs", Kind = SettingKind.WholeNumber, Required = true, Min = 1, Max = 600000,
            Meaning = "What they may take, in milliseconds.", Allowed = "1 to 600000", Example = "3000",
        },
    ];

    private static string? SigningKey(string text)
    {
        try
        {
            using var key = ReportKey.ReadPrivate(text);
            return null;
        }
        catch (ReportException)
        {
            return "it is not an ECDSA key on P-256 in PEM";
        }
    }
}
