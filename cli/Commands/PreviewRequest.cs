using Stratus.Cli.Plans;
using Stratus.Cli.Programs;
using Stratus.Cli.Projects;

namespace Stratus.Cli.Commands;

/// <summary>A preview to make: reading the files, checking the settings, building and running the program.</summary>
/// <param name="Stack">The stack's name.</param>
/// <param name="Folder">The project's folder, or one below it.</param>
/// <param name="Timeout">How long the program may run.</param>
/// <param name="Build">Whether to build the program when its sources are newer.</param>
internal sealed record PreviewRequest(string Stack, DirectoryInfo Folder, TimeSpan Timeout, bool Build)
{
    /// <summary>Makes the plan, or throws what is wrong; progress goes to <paramref name="errors"/>.</summary>
    public async Task<Plan> RunAsync(TextWriter errors, CancellationToken cancellation)
    {
        var project = Project.Load(Folder, cancellation);
        var config = StackConfig.Load(project, Stack, cancellation);
        SettingsCheck.Run(project, config, cancellation);
        foreach (var note in config.Notes)
            await errors.WriteLineAsync($"note: {note}");
        // The engine starts while the program's sources are compared with what was built of them.
        var program = Task.Run(() => new ProgramBuild(project, errors.WriteLine).FindAsync(Build, cancellation), cancellation);
        var run = new PreviewRun(project, Stack, config);
        var plan = await run.RunAsync(program, Timeout, cancellation);
        foreach (var note in run.Notes)
            await errors.WriteLineAsync($"note: {note}");
        return plan;
    }
}
