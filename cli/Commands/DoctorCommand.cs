using System.Collections.Immutable;
using System.CommandLine;
using Stratus.Cli.Doctor;
using Stratus.Cli.Hosts;

namespace Stratus.Cli.Commands;

/// <summary><c>stratus doctor</c>: whether machines are fit, and what is in the way.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("doctor",
            "Asks machines whether they can run sandboxes, as the first step of pulumi up does; explains what is in the way and changes nothing");
        var options = new DoctorOptions(command);
        var reports = new HostReports<HostReport>
        {
            Ask = (parsed, place) => Checkup(parsed, options, place).RunAsync,
            Verdict = report => DoctorWords.Of(report.Verdict),
            WriteJson = DoctorJson.Write,
            WriteTerminal = DoctorTerminal.Write,
            ExitCode = ExitCode,
        };
        command.SetAction((parsed, cancellation) => reports.RunAsync(parsed, options.Hosts, cancellation));
        return command;
    }

    private static Checkup Checkup(ParseResult parsed, DoctorOptions options, HostPlace place)
    {
        var preflight = options.Request(parsed).Of(place);
        return new(options.Hosts.Question(parsed, place, preflight.Script()) with { RootIsOptional = true }, preflight.RuntimeClasses);
    }

    // What stands in the way is certain, whatever else could not be asked.
    private static int ExitCode(ImmutableArray<HostReport> reports) =>
        reports.Any(report => report.Verdict == Verdict.NotReady) ? ExitCodes.Failed
        : reports.Any(report => report.Verdict == Verdict.NotChecked) ? ExitCodes.Usage
        : ExitCodes.Ok;
}
