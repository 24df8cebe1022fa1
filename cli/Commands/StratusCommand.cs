using System.CommandLine;
using System.CommandLine.Parsing;
using Stratus.Cli.Commands.Lock;
using Stratus.Cli.Programs;
using Stratus.Cli.Projects;
using Stratus.Cli.Rendering;
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
          stratus drift --stack prod                       what on its machines is no longer as pulumi up set it
          stratus drift --host root@192.0.2.10 --json -    the same of one machine, as JSON; --local of this one
          stratus smoke --kubeconfig kube.conf --key private.pem --html proof.html
          stratus verify report.json --key public.pem      whether a report is genuine, and what it proves; offline
          stratus verify report.json -k public.pem --max-age 24h --html proof.html --junit proof.xml
          stratus lock refresh                             fill in the digests of versions.lock.json
        """;

    // A busy machine needs longer than the two seconds that are usual to end a program and all that it started.
    private static readonly TimeSpan EndingGrace = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command and returns its exit code.</summary>
    /// <param name="args">The words after its name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="errors">Where progress and errors go.</param>
    /// <param name="cancellation">Calls it off.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellation = default)
    {
        // Nothing connects anywhere before a command that needs the network uses it.
        using var network = new SocketsHttpHandler();
        return await RunAsync(args, output, errors, network, cancellation);
    }

    /// <summary>The same, with a network of the caller's.</summary>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, HttpMessageHandler network, CancellationToken cancellation = default)
    {
        // A word that begins with @ is a word, not a file whose words stand in its place.
        var parsed = Create(network).Parse(args, new() { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not Examples)
        {
            foreach (var message in Mistakes(parsed))
                await errors.WriteLineAsync($"stratus: {VisibleText.Line(message)}");
            await errors.WriteLineAsync("  stratus --help lists the commands and their options.");
            return ExitCodes.Usage;
        }
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await InvokeAsync(parsed, configuration, cancellation);
        }
        catch (Exception error) when (IsExpected(error))
        {
            // Files and programs have their words in it; none of them may move the cursor of who reads this.
            foreach (var line in VisibleText.Lines($"stratus: {error.Message}"))
                await errors.WriteLineAsync(VisibleText.SourceLine(line.TrimEnd('\r')));
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("stratus: cancelled; the program was ended and nothing was written");
            return ExitCodes.Cancelled;
        }
    }

    // Elsewhere, so that whatever a command is stuck in, this thread is not.
    private static async Task<int> InvokeAsync(ParseResult parsed, InvocationConfiguration configuration, CancellationToken cancellation)
    {
        var running = Task.Run(() => parsed.InvokeAsync(configuration, cancellation), CancellationToken.None);
        await Task.WhenAny(running, Task.Delay(Timeout.Infinite, cancellation));
        if (!running.IsCompleted) await Task.WhenAny(running, Task.Delay(EndingGrace, CancellationToken.None));
        return running.IsCompleted ? await running : throw new OperationCanceledException(cancellation);
    }

    // After a word that is no command, every further one is unknown too, and a command is said to be missing: the first word says it all.
    private static IEnumerable<string> Mistakes(ParseResult parsed)
    {
        var messages = parsed.Errors.Where(error => error.SymbolResult is not CommandResult).Select(error => error.Message);
        var own = parsed.Errors.Where(error => error.SymbolResult is CommandResult).Select(error => error.Message).ToArray();
        var unknown = parsed.UnmatchedTokens is [var word, ..]
            ? own.FirstOrDefault(message => message.Contains($"'{word}'", StringComparison.Ordinal)) : null;
        return own.Length == 0 ? messages : messages.Prepend(unknown ?? own[^1]);
    }

    // What these say is meant for people; anything else is a mistake in this program and keeps its stack trace.
    private static bool IsExpected(Exception error) =>
        error is ProjectError or ProgramError or LockError or VersionLockException or IOException or UnauthorizedAccessException;

    private static RootCommand Create(HttpMessageHandler network)
    {
        var root = new RootCommand(
            "Previews, renders and compares what a Stratus stack would do, tells whether its machines are fit for it and still as it set them, "
            + "runs its proof, and verifies reports of that.")
        {
            PreviewCommand.Create(),
            RenderCommand.Create(),
            DiffCommand.Create(),
            DoctorCommand.Create(),
            DriftCommand.Create(),
            SmokeCommand.Create(),
            VerifyCommand.Create(),
            LockCommand.Create(network),
        };
        Examples.AddTo(root, ExampleLines);
        return root;
    }
}
