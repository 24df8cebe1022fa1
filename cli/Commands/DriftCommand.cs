using System.Collections.Immutable;
using System.CommandLine;
using Stratus.Cli.Drift;
using Stratus.Core.Scripting;

namespace Stratus.Cli.Commands;

/// <summary><c>stratus drift</c>: what on prepared machines is no longer what Stratus set.</summary>
internal static class DriftCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("drift",
            "Compares machines with what Stratus noted on them when it set it: files, sysctls, modules, units, the thin pool; changes nothing");
        var options = new HostOptions(command);
        var reports = new HostReports<DriftReport>
        {
            Ask = (parsed, place) =>
            {
                var question = options.Question(parsed, place, ScriptFiles.Core.Load("core/Hosts/drift.sh", ("STRATUS_HOST_ID", place.Name)));
                return cancellation => DriftReport.AskAsync(question, cancellation);
            },
            Verdict = report => DriftTerminal.Words(report.Verdict),
            WriteJson = DriftJson.Write,
            WriteTerminal = DriftTerminal.Write,
            ExitCode = ExitCode,
        };
        command.SetAction((parsed, cancellation) => reports.RunAsync(parsed, options, cancellation));
        return command;
    }

    // Drift is certain, whatever else could not be asked. Who watches machines must not take one that nobody prepared for one that matches.
    private static int ExitCode(ImmutableArray<DriftReport> reports) =>
        reports.Any(report => report.Verdict is DriftVerdict.Drifted) ? ExitCodes.Failed
        : reports.Any(report => report.Verdict is DriftVerdict.NotChecked) ? ExitCodes.Usage
        : reports.Any(report => report.Verdict is DriftVerdict.NotPrepared) ? ExitCodes.Failed
        : ExitCodes.Ok;
}
