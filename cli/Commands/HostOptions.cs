using System.CommandLine;
using Stratus.Cli.Hosts;
using Stratus.Cli.Projects;
using Stratus.Core.Scripting;
using Stratus.Core.Settings.Formats;

namespace Stratus.Cli.Commands;

/// <summary>Which machines a command asks, how it reaches them, and where its reports go.</summary>
internal sealed class HostOptions
{
    /// <summary>This machine.</summary>
    public Option<bool> Local { get; } = new("--local") { Description = "Ask this machine" };

    /// <summary>A machine over SSH.</summary>
    public Option<SshAddress?> Host { get; } = Address("--host", "Ask a machine over SSH; what is left out, ~/.ssh/config decides");

    /// <summary>The machines of a stack.</summary>
    public Option<string?> Stack { get; } = new("--stack", "-s") { Description = "Ask the machines of a stack, all at once", HelpName = "STACK" };

    /// <summary>Some of them.</summary>
    public Option<string[]> Only { get; } = new("--only") { Description = "Only this host of the stack; may be repeated", HelpName = "HOST-ID" };

    /// <summary>The project's folder.</summary>
    public Option<DirectoryInfo> Project { get; } = InputOption.FolderOf("Pulumi.yaml");

    /// <summary>The private key.</summary>
    public Option<FileInfo> Identity { get; } = InputOption.File("--identity", "The private key to log in with; else the agent's and ssh's usual files", "-i");

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
    public Option<string?> Json { get; } = OutputFile.Option("--json", "Write the reports as JSON to a file; '-' is standard output, without the table");

    /// <summary>Whether what is in order is shown too.</summary>
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show what is in order too" };

    /// <summary>How long a machine may take.</summary>
    public Option<double> Timeout { get; } = Seconds.Option("--timeout", "How long one machine may take", 120);

    /// <summary>Adds the options, and what the command line must hold, to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="own">The command's own options; they stand in the middle of its help.</param>
    public HostOptions(Command command, params IEnumerable<Option> own)
    {
        foreach (var option in (Option[])[Local, Host, Stack, Only, Project, .. own, Identity, Jump, HostKeyOption, AcceptNewHostKey, Json, Verbose, Timeout])
            command.Options.Add(option);
        HostKeyOption.Validators.Add(result =>
            OptionRules.Refuse(result, text => HostKey.Problem(text) is null, "it takes a key such as 'ssh-ed25519 AAAA…', in one argument", HostKey.Problem));
        command.Validators.Add(result =>
        {
            if (((Option[])[Local, Host, Stack]).Count(option => OptionRules.IsGiven(result, option)) != 1)
                result.AddError($"{command.Name} takes one of --local, --host user@address and --stack STACK");
            OptionRules.Needs(result, Stack, Only, Project);
            OptionRules.Needs(result, Host, Jump, HostKeyOption);
            OptionRules.Excludes(result, Local, Identity, AcceptNewHostKey);
            if (OptionRules.IsGiven(result, HostKeyOption) && OptionRules.IsGiven(result, AcceptNewHostKey))
                result.AddError("--host-key and --accept-new-host-key exclude one another");
        });
    }

    /// <summary>The machines that the command line names.</summary>
    /// <exception cref="ProjectError">The stack's settings are wrong.</exception>
    public IReadOnlyList<HostPlace> Places(ParseResult parsed, CancellationToken cancellation)
    {
        var identity = parsed.GetValue(Identity);
        if (parsed.GetValue(Stack) is { } stack)
        {
            var project = Projects.Project.Load(parsed.GetRequiredValue(Project), cancellation);
            return HostPlace.OfStack(project, stack, parsed.GetValue(Only) ?? [], identity, cancellation);
        }
        return parsed.GetValue(Host) is not { } address ? [HostPlace.Here] :
        [
            new(address.Host, new()
            {
                Name = address.Host,
                Address = address,
                HostKey = parsed.GetValue(HostKeyOption),
                Jump = parsed.GetValue(Jump),
                Identity = identity,
            }),
        ];
    }

    /// <summary>What asks a machine.</summary>
    public HostQuestion Question(ParseResult parsed, HostPlace place, Script script) =>
        new(place, script, parsed.GetValue(AcceptNewHostKey), TimeSpan.FromSeconds(parsed.GetValue(Timeout)));

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
}
