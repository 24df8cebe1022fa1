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
            Path = "proof.internet", Kind = SettingKind.Truth, Default = "true",
            Meaning = "Whether the nodes have a way to the internet. Without one, that sandboxes do not reach it stands in the report as not proven.",
            Allowed = "true or false", Example = "true",
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
