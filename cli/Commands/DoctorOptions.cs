using System.CommandLine;
using System.Text.RegularExpressions;
using Stratus.Cli.Doctor;
using Stratus.Core.Settings;

namespace Stratus.Cli.Commands;

/// <summary>The options of <c>stratus doctor</c>.</summary>
internal sealed partial class DoctorOptions
{
    private const string Server = "server";

    private readonly Option<string[]> runtime = new("--runtime")
    {
        Description = "What it has to run; may be repeated. Left out: the stack's RuntimeClasses, or all of Kata's",
        HelpName = "RUNTIMECLASS",
    };

    private readonly Option<string?> poolDevice = new("--pool-device")
    {
        Description = "The disk for Firecracker's sandboxes, with --local or --host",
        HelpName = "/dev/disk/by-id/…",
    };

    private readonly Option<string> role = new("--role")
    {
        Description = "What it becomes in the cluster, with --local or --host",
        DefaultValueFactory = _ => Server,
        HelpName = "server|agent",
    };

    /// <summary>Adds the options, and what the command line must hold, to a command.</summary>
    public DoctorOptions(Command command)
    {
        Hosts = new(command, runtime, poolDevice, role);
        runtime.Validators.Add(result =>
            OptionRules.Refuse(result, text => DoctorRequest.KnownRuntimes.Contains(text), $"it takes {string.Join(", ", DoctorRequest.KnownRuntimes)}"));
        poolDevice.Validators.Add(result =>
            OptionRules.Refuse(result, text => Device().IsMatch(text), "it takes a block device, such as /dev/disk/by-id/nvme-EXAMPLE_0001"));
        role.Validators.Add(result => OptionRules.Refuse(result, text => text is Server or "agent", "it takes server or agent"));
        command.Validators.Add(result => OptionRules.Excludes(result, Hosts.Stack, poolDevice, role));
    }

    /// <summary>Which machines are asked.</summary>
    public HostOptions Hosts { get; }

    /// <summary>What they are asked for.</summary>
    public DoctorRequest Request(ParseResult parsed) => new()
    {
        Runtimes = [.. parsed.GetValue(runtime) ?? []],
        PoolDevice = parsed.GetValue(poolDevice),
        Role = parsed.GetValue(role) == Server ? HostRole.Server : HostRole.Agent,
    };

    [GeneratedRegex(@"\A/dev/[A-Za-z0-9_][A-Za-z0-9._:+@=,#-]*(/[A-Za-z0-9_][A-Za-z0-9._:+@=,#-]*)*\z")]
    private static partial Regex Device();
}
