using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Runs a program against mocks.</summary>
internal static class TestRun
{
    public static async Task<(ImmutableArray<Resource> Resources, Stack? Stack)> RunAsync(IMocks mocks, TestOptions? options, Func<Stack> program)
    {
        var identity = new DeploymentIdentity
        {
            Project = options?.ProjectName ?? "project",
            Stack = options?.StackName ?? "stack",
            Organization = options?.OrganizationName ?? "organization",
            RootDirectory = options?.RootDirectory,
            IsDryRun = options?.IsPreview ?? true,
            Config = EngineEnvironment.ParseConfig(Environment.GetEnvironmentVariable("PULUMI_CONFIG")),
        };
        var (monitor, engine) = (new MockMonitor(mocks, identity), new MockEngine());
        var run = Deployment.Enter(new(monitor, engine, identity));
        var failures = await run.RunAsync(program).ConfigureAwait(false);
        await run.Logger.Sent.ConfigureAwait(false);
        Throw([.. failures.Select(Unwrap), .. engine.Errors.Select(message => new RunException(message))]);
        return ([.. monitor.Resources], run.StackOrNull);
    }

    // As Pulumi's own client: what is thrown reaches the test as a RunException with the whole story in its message.
    private static Exception Unwrap(Exception failure) =>
        failure as RunException ?? new RunException(ProgramRunner.Describe(failure), failure);

    private static void Throw(ImmutableArray<Exception> failures)
    {
        switch (failures)
        {
            case []:
                return;
            case [var only]:
                throw only;
            default:
                throw new AggregateException(failures);
        }
    }
}
