using System.CommandLine;
using System.CommandLine.Parsing;
using Stratus.Cli.Commands.Lock;
using Stratus.Cli.Programs;
using Stratus.Cli.Projects;
using Stratus.Core.Locking;

namespace Stratus.Cli.Commands;

/// <summary>The command line. Results go to standard output, progress and errors to standard error.</summary>
internal static class StratusCommand
{
    private const string ExampleLines = """
          stratus preview --stack dev                      what would be done to the hosts of a stack
          stratus preview --stack prod --json head.json    the same as a plan: byte-identical between two runs
          stratus preview --stack dev --json - | jq .resources[].urn
          stratus diff base.json head.json                 what changed, replacements and security first
          stratus render --stack prod --out rendered       manifests, scripts and values as files
          stratus doctor --stack prod                      whether its machines are fit, and what is in the way
          stratus doctor --host root@192.0.2.10            the same of one machine; --local of this one
          stratus lock refresh                             fill in the digests of versions.lock.json
        """;

    /// <summary>Runs a command and returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        // Nothing connects anywhere before a command that needs the network uses it.
        using var network = new SocketsHttpHandler();
        return await RunAsync(args, output, errors, network);
    }

    /// <summary>The same, with a network of the caller's.</summary>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, HttpMessageHandler network)
    {
        var parsed = Create(network).Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not Examples)
        {
            // A command that is not one is reported twice: as such, and as a missing one. The first says it all.
            await errors.WriteLineAsync($"stratus: {parsed.Errors[^1].Message}");
            foreach (var error in parsed.Errors.SkipLast(1).Where(error => error.SymbolResult is not CommandResult))
                await errors.WriteLineAsync($"stratus: {error.Message}");
            await errors.WriteLineAsync("  stratus --help lists the commands and their options.");
            return ExitCodes.Usage;
        }
        try
        {
            var configuration = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception error) when (IsExpected(error))
        {
            await errors.WriteLineAsync($"stratus: {error.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("stratus: cancelled; the program was ended and nothing was written");
            return ExitCodes.Cancelled;
        }
    }

    // What these say is meant for people; anything else is a mistake in this program and keeps its stack trace.
    private static bool IsExpected(Exception error) =>
        error is ProjectError or ProgramError or LockError or VersionLockException or IOException or UnauthorizedAccessException;

    private static RootCommand Create(HttpMessageHandler network)
    {
        var root = new RootCommand("Previews, renders and compares what a Stratus stack would do, and tells whether its machines are fit for it.")
        {
            PreviewCommand.Create(),
            RenderCommand.Create(),
            DiffCommand.Create(),
            DoctorCommand.Create(),
            LockCommand.Create(network),
        };
        Examples.AddTo(root, ExampleLines);
        return root;
    }
}
