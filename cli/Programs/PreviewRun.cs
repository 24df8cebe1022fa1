using System.Diagnostics;
using System.Net.Sockets;
using Stratus.Cli.Engine;
using Stratus.Cli.Plans;
using Stratus.Cli.Projects;

namespace Stratus.Cli.Programs;

/// <summary>Runs a program against the offline engine and returns its plan: a whole one, or an error.</summary>
internal sealed class PreviewRun(Project project, string stack, StackConfig config)
{
    private readonly PreviewEngine engine = new(project.Name, stack);

    /// <summary>What the program said for information.</summary>
    public IReadOnlyList<string> Notes => engine.Diagnostics.Notes;

    /// <summary>Starts the engine, runs the program that <paramref name="program"/> finds, and builds the plan.</summary>
    public async Task<Plan> RunAsync(Task<FileInfo> program, TimeSpan timeout, CancellationToken cancellation)
    {
        await using var server = await EngineServer.StartAsync(engine, cancellation);
        await CheckLoopbackAsync(server, cancellation);
        var result = await ChildProcess.RunAsync(Command(await program, server.Address), timeout, cancellation);
        var resources = engine.Resources;
        if (ProgramFailure.Explain(result, engine, resources, timeout) is { } failure)
            throw new ProgramError(engine.Secrets.Strike(failure));
        return PlanBuilder.Build(project.Name, stack, resources, [.. engine.Diagnostics.Warnings.Select(engine.Secrets.Strike)]);
    }

    private static async Task CheckLoopbackAsync(EngineServer server, CancellationToken cancellation)
    {
        try
        {
            await server.ConnectAsync(cancellation);
        }
        catch (SocketException error)
        {
            throw new ProgramError($"the program could not reach the engine at {server.Address}: {error.Message}"
                + $"{Environment.NewLine}  No network is needed, but loopback is: ip link set lo up");
        }
    }

    private ProcessStartInfo Command(FileInfo program, string address)
    {
        var start = program.Extension == ".dll"
            ? new ProcessStartInfo(DotnetHost.Path, [program.FullName])
            : new ProcessStartInfo(program.FullName);
        start.WorkingDirectory = project.Program.FullName;
        foreach (var (name, value) in ProgramEnvironment.Create(project, stack, config, address))
            start.Environment[name] = value;
        return start;
    }
}
