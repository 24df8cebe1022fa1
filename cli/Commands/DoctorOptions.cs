using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Stratus.Cli.Doctor;
using Stratus.Cli.Hosts;
using Stratus.Core.Settings.Formats;

namespace Stratus.Cli.Commands;

/// <summary>The options of <c>stratus doctor</c>.</summary>
internal sealed partial class DoctorOptions
{
    /// <summary>The role that needs more.</summary>
    public const string Server = "server";

    /// <summary>This machine.</summary>
    public Option<bool> Local { get; } = new("--local") { Description = "Ask this machine" };

    /// <summary>A machine over SSH.</summary>
    public Option<SshAddress?> Host { get; } = Address("--host", "Ask a machine over SSH; what is left out, ~/.ssh/config decides");

    /// <summary>The machines of a stack.</summary>
    public Option<string?> Stack { get; } = new("--stack", "-s") { Description = "Ask the machines of a stack, all at once", HelpName = "STACK" };

    /// <summary>Some of them.</summary>
    public Option<string[]> Only { get; } = new("--only") { Description = "Only this host of the stack; may be repeated", HelpName = "HOST-ID" };

    /// <summary>The project's folder.</summary>
    public Option<DirectoryInfo> Project { get; } = new("--project")
    {
        Description = "The folder of Pulumi.yaml, or one below it",
        DefaultValueFactory = _ => new(Directory.GetCurrentDirectory()),
        HelpName = "DIR",
    };

    /// <summary>The RuntimeClasses.</summary>
    public Option<string[]> Runtime { get; } = new("--runtime")
    {
        Description = "What it has to run; may be repeated. Left out: the stack's RuntimeClasses, or all of Kata's",
        HelpName = "RUNTIMECLASS",
    };

    /// <summary>The thin pool's device.</summary>
    public Option<string?> PoolDevice { get; } = new("--pool-device")
    {
        Description = "The disk for Firecracker's sandboxes, with --local or --host",
        HelpName = "/dev/disk/by-id/…",
    };

    /// <summary>The role.</summary>
    public Option<string> Role { get; } = new("--role")
    {
        Description = "What it becomes in the cluster, with --local or --host",
        DefaultValueFactory = _ => Server,
        HelpName = "server|agent",
    };

    /// <summary>The private key.</summary>
    public Option<FileInfo?> Identity { get; } = new("--identity", "-i")
    {
        Description = "The private key to log in with; else the agent's and ssh's usual files",
        HelpName = "FILE",
    };

    /// <summary>The jump host.</summary>
    public Option<SshAddress?> Jump { get; } = Address("--jump", "The jump host to go through, with --host");

    /// <summary>The pinned host key.</summary>
    public Option<string?> HostKeyOption { get; } = new("--host-key")
    {
        Description = "The one host key that the machine may show, with --host",
        HelpName = "'ssh-ed25519 AAAA…'",
    };

    /// <summary>Whether an unknown host key is taken.</summary>
    public Option<bool> AcceptNewHostKey { get; } = new("--accept-new-host-key")
    {
        Description = "Go on with whatever host key a machine shows that is not known here: whoever answers is trusted",
    };

    /// <summary>The JSON file.</summary>
    public Option<string?> Json { get; } = new("--json")
    {
        Description = "Write the reports as JSON to a file; '-' is standard output, without the table",
        HelpName = "FILE",
    };

    /// <summary>Whether what is in order is shown too.</summary>
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show what is in order too" };

    /// <summary>How long a machine may take.</summary>
    public Option<double> Timeout { get; } = Seconds.Option("--timeout", "How long one machine may take", 120);

    /// <summary>Adds the options, and what the command line must hold, to a command.</summary>
    public DoctorOptions(Command command)
    {
        Option[] options = [Local, Host, Stack, Only, Project, Runtime, PoolDevice, Role, Identity, Jump, HostKeyOption, AcceptNewHostKey, Json, Verbose, Timeout];
        foreach (var option in options) command.Options.Add(option);
        Runtime.Validators.Add(result => Refuse(result, text => DoctorRequest.KnownRuntimes.Contains(text), $"it takes {string.Join(", ", DoctorRequest.KnownRuntimes)}"));
        PoolDevice.Validators.Add(result => Refuse(result, text => Device().IsMatch(text), "it takes a block device, such as /dev/disk/by-id/nvme-EXAMPLE_0001"));
        HostKeyOption.Validators.Add(result => Refuse(result, text => HostKey.Problem(text) is null, "it takes a key such as 'ssh-ed25519 AAAA…', in one argument", HostKey.Problem));
        Role.Validators.Add(result => Refuse(result, text => text is Server or "agent", "it takes server or agent"));
        command.Validators.Add(CheckTogether);
    }

    private void CheckTogether(CommandResult result)
    {
        Option[] places = [Local, Host, Stack];
        if (places.Count(IsGiven) != 1)
            result.AddError("doctor takes one of --local, --host user@address and --stack STACK");
        NeedsPlace(Stack, Only, Project);
        NeedsPlace(Host, Jump, HostKeyOption);
        Excludes(Stack, PoolDevice, Role);
        Excludes(Local, Identity, AcceptNewHostKey);
        if (IsGiven(HostKeyOption) && IsGiven(AcceptNewHostKey)) result.AddError("--host-key and --accept-new-host-key exclude one another");

        bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
        void Excludes(Option place, params Option[] others)
        {
            foreach (var option in others)
                if (IsGiven(option) && IsGiven(place)) result.AddError($"{option.Name} does not go with {place.Name}");
        }
        void NeedsPlace(Option place, params Option[] others)
        {
            foreach (var option in others)
                if (IsGiven(option) && !IsGiven(place)) result.AddError($"{option.Name} needs {place.Name}");
        }
    }

    private static void Refuse(OptionResult result, Func<string, bool> isGood, string allowed, Func<string, string?>? problem = null)
    {
        foreach (var token in result.Tokens.Where(token => !isGood(token.Value)))
            result.AddError($"{result.Option.Name} is '{token.Value}'{(problem?.Invoke(token.Value) is { Length: > 0 } why ? $": {why}" : "")}; {allowed}");
    }

    private static Option<SshAddress?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "user@address[:port]",
        CustomParser = result =>
        {
            var address = SshAddress.Parse(result.Tokens[0].Value);
            if (address is null) result.AddError($"{name} is '{result.Tokens[0].Value}'; it takes {SshAddress.Form}");
            return address;
        },
    };

    [GeneratedRegex(@"\A/dev/[A-Za-z0-9_][A-Za-z0-9._:+@=,#-]*(/[A-Za-z0-9_][A-Za-z0-9._:+@=,#-]*)*\z")]
    private static partial Regex Device();
}
