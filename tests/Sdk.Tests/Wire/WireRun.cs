using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Stratus.Sdk.Tests.Wire;

/// <summary>A program's run against a <see cref="RecordingEngine"/>: how it ended and what went over the wire.</summary>
internal sealed record WireRun(int ExitCode, ImmutableArray<Call> Calls)
{
    // The client reads the environment while RunAsync is being called, and the environment is the process's.
    private static readonly Lock Environment = new();

    public ImmutableArray<RegisterResourceRequest> Registrations => [.. Requests<RegisterResourceRequest>()];

    public ImmutableArray<LogRequest> Logs => [.. Requests<LogRequest>()];

    public IEnumerable<T> Requests<T>() => Calls.Select(call => call.Request).OfType<T>();

    public RegisterResourceRequest Registration(string name) => Registrations.Single(request => request.Name == name);

    /// <summary>What a resource's argument became.</summary>
    public Value Argument(string name, string key = "value") => Registration(name).Object.Fields[key];

    public static Task<WireRun> OfAsync(Action program, EngineAnswers? answers = null, Dictionary<string, string?>? variables = null) =>
        StartAsync(() => Deployment.RunAsync(program), answers, variables);

    public static Task<WireRun> OfAsync(Func<Task> program, EngineAnswers? answers = null, Dictionary<string, string?>? variables = null) =>
        StartAsync(() => Deployment.RunAsync(program), answers, variables);

    public static async Task<WireRun> StartAsync(
        Func<Task<int>> run, EngineAnswers? answers = null, Dictionary<string, string?>? variables = null)
    {
        answers ??= new();
        await using var engine = await RecordingEngine.StartAsync(answers);
        var environment = VariablesFor(engine.Address, answers.DryRun);
        foreach (var (name, value) in variables ?? [])
        {
            environment[name] = value;
        }
        var code = await WithEnvironment(environment, run).WaitAsync(TimeSpan.FromMinutes(1));
        return new(code, engine.Calls);
    }

    /// <summary>What the language host says to a program.</summary>
    public static Dictionary<string, string?> VariablesFor(string address, bool dryRun) => new()
    {
        ["PULUMI_MONITOR"] = address,
        ["PULUMI_ENGINE"] = address,
        ["PULUMI_PROJECT"] = "proj",
        ["PULUMI_STACK"] = "dev",
        ["PULUMI_DRY_RUN"] = dryRun ? "true" : "false",
        ["PULUMI_QUERY_MODE"] = "false",
        ["PULUMI_PARALLEL"] = "16",
        ["PULUMI_ORGANIZATION"] = null,
        ["PULUMI_ROOT_DIRECTORY"] = null,
        ["PULUMI_CONFIG"] = null,
        ["PULUMI_CONFIG_SECRET_KEYS"] = null,
    };

    public static T WithEnvironment<T>(Dictionary<string, string?> variables, Func<T> func)
    {
        lock (Environment)
        {
            foreach (var (name, value) in variables)
            {
                System.Environment.SetEnvironmentVariable(name, value);
            }
            try
            {
                return func();
            }
            finally
            {
                foreach (var name in variables.Keys)
                {
                    System.Environment.SetEnvironmentVariable(name, null);
                }
            }
        }
    }
}
