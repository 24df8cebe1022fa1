namespace Pulumi;

/// <summary>Runs programs: <see cref="RunAsync(Action)"/> is what an entry point calls.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentRun?> Current = new();

    private Deployment()
    {
    }

    /// <summary>The run that the calling code is part of. Throws <see cref="InvalidOperationException"/> outside of one.</summary>
    public static DeploymentInstance Instance => new(Internal);

    internal static DeploymentRun Internal => Current.Value
        ?? throw new InvalidOperationException(
            "Trying to acquire Deployment.Instance before 'Run' was called. Resources may only be made inside Deployment.RunAsync or Deployment.TestAsync.");

    internal static DeploymentRun? TryGetInternal() => Current.Value;

    internal static void Track(Task task) => Current.Value?.Tracker.Track(task);

    /// <summary>Stops the program unless the engine's version is in a range, <c>&gt;=3.0.0</c>.</summary>
    public static Task RequirePulumiVersionAsync(string range) => Internal.Engine.RequireVersionAsync(range);

    /// <summary>Runs a program. Gives the exit code: 0, 1 if an error was logged, 32 if the run failed and the engine knows why.</summary>
    public static Task<int> RunAsync(Action action) => RunAsync(() =>
    {
        action();
        return NoOutputs();
    });

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <param name="func">The program; gives the stack's outputs.</param>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task> func) => RunAsync(async () =>
    {
        await func().ConfigureAwait(false);
        return await NoOutputs().ConfigureAwait(false);
    });

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <param name="func">The program; gives the stack's outputs.</param>
    /// <param name="options">Options of the stack.</param>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) =>
        RunOnEngineAsync(() => new CallbackStack(func, options));

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <typeparam name="TStack">The stack, constructed anew.</typeparam>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RunOnEngineAsync(() => Registered(new TStack()));

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <typeparam name="TStack">The stack, taken from the services.</typeparam>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => RunOnEngineAsync(() => Registered(FromServices<TStack>(serviceProvider)));

    private static Task<int> RunOnEngineAsync(Func<Stack> program) => ProgramRunner.RunAsync(EngineEnvironment.Connect(), program);

    internal static DeploymentRun Enter(DeploymentRun run)
    {
        if (Current.Value is not null)
        {
            throw new InvalidOperationException("Deployment.Instance is set already: a run cannot start inside another.");
        }
        return Current.Value = run;
    }

    private static Stack Registered(Stack stack)
    {
        stack.RegisterPropertyOutputs();
        return stack;
    }

    private static Stack FromServices<TStack>(IServiceProvider services)
        where TStack : Stack =>
        (Stack?)services.GetService(typeof(TStack)) ?? throw new InvalidOperationException($"The services have no {typeof(TStack).FullName}.");

    private static Task<IDictionary<string, object?>> NoOutputs() =>
        Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
}
