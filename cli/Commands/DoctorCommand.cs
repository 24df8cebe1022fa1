using System.Collections.Immutable;
using System.CommandLine;
using Stratus.Cli.Doctor;
using Stratus.Cli.Projects;
using Stratus.Core.Locking;
using Stratus.Core.Settings;

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
        command.SetAction(async (parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            IReadOnlyList<Checkup> checkups;
            try
            {
                checkups = Checkups(parsed, options);
            }
            catch (Exception error) when (error is ProjectError or VersionLockException)
            {
                // Nothing was found out about any machine.
                await streams.Error.WriteLineAsync($"stratus: {error.Message}");
                return ExitCodes.Usage;
            }
            var reports = await Ward.RunAsync(checkups, streams.Error.WriteLine, cancellation);
            var target = parsed.GetValue(options.Json);
            if (target is not null)
                OutputFile.Write(target, streams.Output, stream => DoctorJson.Write(reports, stream));
            if (target != OutputFile.Standard)
                DoctorTerminal.Write(reports, Terminal.Create(streams.Output), parsed.GetValue(options.Verbose));
            return ExitCode(reports);
        });
        return command;
    }

    private static IReadOnlyList<Checkup> Checkups(ParseResult parsed, DoctorOptions options)
    {
        var request = new DoctorRequest
        {
            Runtimes = [.. parsed.GetValue(options.Runtime) ?? []],
            PoolDevice = parsed.GetValue(options.PoolDevice),
            Role = parsed.GetValue(options.Role) == DoctorOptions.Server ? HostRole.Server : HostRole.Agent,
            Identity = parsed.GetValue(options.Identity),
            AcceptNewHostKey = parsed.GetValue(options.AcceptNewHostKey),
            Timeout = TimeSpan.FromSeconds(parsed.GetValue(options.Timeout)),
        };
        if (parsed.GetValue(options.Stack) is { } stack)
            return request.Stack(Project.Load(parsed.GetRequiredValue(options.Project)), stack, parsed.GetValue(options.Only) ?? []);
        return parsed.GetValue(options.Host) is { } host
            ? [request.Host(host, parsed.GetValue(options.HostKeyOption), parsed.GetValue(options.Jump))]
            : [request.Local()];
    }

    // What stands in the way is certain, whatever else could not be asked.
    private static int ExitCode(ImmutableArray<HostReport> reports) =>
        reports.Any(report => report.Verdict == Verdict.NotReady) ? ExitCodes.Failed
        : reports.Any(report => report.Verdict == Verdict.NotChecked) ? ExitCodes.Usage
        : ExitCodes.Ok;
}
