using System.CommandLine;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Commands;

/// <summary><c>stratus render</c>: a plan as the files that would reach hosts and cluster.</summary>
internal static class RenderCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("render",
            "Writes manifests, scripts, Helm values and k3s's config as files, exactly as they would be applied");
        var project = new ProjectOptions(command);
        var folder = InputOption.Folder("--out", "A folder that does not exist yet, is empty, or was written by this command");
        folder.Required = true;
        command.Options.Add(folder);
        command.SetAction(async (parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            var plan = await project.Read(parsed).RunAsync(streams.Error, cancellation);
            var target = parsed.GetRequiredValue(folder);
            RenderedFiles.Write(plan, target);
            await streams.Output.WriteLineAsync(Path.Combine(target.FullName, "README.md"));
            return ExitCodes.Ok;
        });
        return command;
    }
}
