using System.Collections.Immutable;
using System.CommandLine;
using Spectre.Console;
using Stratus.Cli.Hosts;
using Stratus.Cli.Projects;
using Stratus.Cli.Rendering;
using Stratus.Core.Locking;

namespace Stratus.Cli.Commands;

/// <summary>A command that asks machines: what it makes of them, and how that is shown.</summary>
/// <typeparam name="T">What is found on one machine.</typeparam>
internal sealed record HostReports<T>
{
    /// <summary>What asks a machine.</summary>
    public required Func<ParseResult, HostPlace, Func<CancellationToken, Task<T>>> Ask { get; init; }

    /// <summary>What a report comes to, in words.</summary>
    public required Func<T, string> Verdict { get; init; }

    /// <summary>Writes the reports as JSON.</summary>
    public required Action<IReadOnlyList<T>, Stream> WriteJson { get; init; }

    /// <summary>Writes them for a person, with what is in order or without.</summary>
    public required Action<IReadOnlyList<T>, IAnsiConsole, bool> WriteTerminal { get; init; }

    /// <summary>What they come to.</summary>
    public required Func<ImmutableArray<T>, int> ExitCode { get; init; }

    /// <summary>Runs the command.</summary>
    public async Task<int> RunAsync(ParseResult parsed, HostOptions options, CancellationToken cancellation)
    {
        var streams = parsed.InvocationConfiguration;
        try
        {
            return ExitCode(await TellAsync(parsed, options, streams, cancellation));
        }
        catch (Exception error) when (error is ProjectError or VersionLockException or IOException or UnauthorizedAccessException)
        {
            // Nothing was found out about any machine, or nothing told of it: a code that says otherwise would mislead who waits for it.
            foreach (var line in VisibleText.Lines($"stratus: {error.Message}")) await streams.Error.WriteLineAsync(VisibleText.SourceLine(line.TrimEnd('\r')));
            return ExitCodes.Usage;
        }
    }

    private async Task<ImmutableArray<T>> TellAsync(
        ParseResult parsed, HostOptions options, InvocationConfiguration streams, CancellationToken cancellation)
    {
        IReadOnlyList<(string, Func<CancellationToken, Task<T>>)> questions = [.. options.Places(parsed, cancellation).Select(place => (place.Name, Ask(parsed, place)))];
        var reports = await Ward.RunAsync(questions, Verdict, streams.Error.WriteLine, cancellation);
        var target = parsed.GetValue(options.Json);
        if (target is not null) OutputFile.Write(target, streams.Output, stream => WriteJson(reports, stream));
        if (target != OutputFile.Standard) WriteTerminal(reports, Terminal.Create(streams.Output), parsed.GetValue(options.Verbose));
        return reports;
    }
}
