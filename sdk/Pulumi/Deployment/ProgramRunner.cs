using System.Reflection;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi;

/// <summary>Runs a program against an engine and turns how it ended into an exit code.</summary>
internal static class ProgramRunner
{
    /// <summary>The engine has been told why; its language host prints nothing more.</summary>
    private const int ReportedFailure = 32;

    private const int Failure = 1;

    public static async Task<int> RunAsync(DeploymentRun run, Func<Stack> program)
    {
        Deployment.Enter(run);
        var code = await RunToEndAsync(run, program).ConfigureAwait(false);
        // An entry point that ignores what RunAsync gives must not turn a failure into a success.
        Environment.ExitCode = code;
        return code;
    }

    private static async Task<int> RunToEndAsync(DeploymentRun run, Func<Stack> program)
    {
        var failures = await run.RunAsync(program).ConfigureAwait(false);
        if (failures.Count == 0 && !run.Logger.HasErrors)
        {
            failures = await ShutDownAsync(run).ConfigureAwait(false);
        }
        try
        {
            foreach (var failure in failures)
            {
                Report(run.Logger, failure);
            }
            await run.Logger.Sent.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LogException or RpcException)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{string.Join('\n', failures.Select(failure => failure.ToString()))}").ConfigureAwait(false);
            return Failure;
        }
        return failures.Count > 0 ? ReportedFailure : run.Logger.HasErrors ? Failure : 0;
    }

    /// <summary>Waits until the engine lets go; gives what failed.</summary>
    private static async Task<IReadOnlyList<Exception>> ShutDownAsync(DeploymentRun run)
    {
        try
        {
            await run.Monitor.ShutDownAsync().ConfigureAwait(false);
            return [];
        }
        catch (RpcException exception)
        {
            return [exception];
        }
    }

    private static void Report(Logger logger, Exception failure)
    {
        if (failure is LogException)
        {
            throw failure;
        }
        logger.Log(LogSeverity.Error, Describe(failure), (failure as ResourceException)?.Resource, null, null);
    }

    /// <summary>What the user reads of a failure.</summary>
    public static string Describe(Exception failure) => failure switch
    {
        RunException or ResourceException { HideStack: true } => failure.Message,
        ResourceException => failure.ToString(),
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.Cancelled } rpc => $"The engine ended the run: {rpc.Status.Detail}",
        _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{failure}",
    };
}
