using System.CommandLine;
using Stratus.Cli.Rendering;
using Stratus.Cli.Reports;
using Stratus.Core.Proof.Reports;

namespace Stratus.Cli.Commands;

/// <summary><c>stratus verify</c>: whether a report of the proof is genuine, and what it proves.</summary>
internal static class VerifyCommand
{
    private const string NoKey = """
        nothing was verified, for no --key was given: not who made the report, not whether it was changed since, not whether its verdict
        follows from its evidence. What the report says of its own key proves nothing. Get the public key from whoever may vouch, by another
        way than the report, and say: stratus verify REPORT --key public.pem
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("verify",
            "Verifies a report's signature offline, judges its evidence anew and says what it proves; exits with 0 only where all of it holds");
        var options = new VerifyOptions(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, options, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, VerifyOptions options, CancellationToken cancellation)
    {
        var streams = parsed.InvocationConfiguration;
        try
        {
            return options.Views.Show(Verify(parsed, options, cancellation), parsed);
        }
        catch (ReportException error)
        {
            if (parsed.GetValue(options.Views.Json) is { } target)
                OutputFile.Write(target, streams.Output, stream => VerifyJson.Write(error, stream));
            foreach (var line in $"stratus: {error.Message}".Split('\n'))
                streams.Error.WriteLine(VisibleText.Line(line));
            return error.Fault == ReportFault.Refused ? ExitCodes.Failed : ExitCodes.Usage;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A report that holds is not refuted by a disk that is full.
            streams.Error.WriteLine(VisibleText.Line($"stratus: what was found could not be written: {error.Message}"));
            return ExitCodes.Usage;
        }
    }

    private static VerifiedReport Verify(ParseResult parsed, VerifyOptions options, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(options.Report);
        if (parsed.GetValue(options.Key) is not { } key)
        {
            Verification.EnsureReadable(file, cancellation);
            throw new ReportException(ReportFault.Refused, $"{file}: {NoKey}");
        }
        using var verification = new Verification(key, cancellation);
        return verification.Verify(file, parsed.GetValue(options.Views.History) ?? [], parsed.GetValue(options.MaxAge), TimeProvider.System.GetUtcNow());
    }
}
