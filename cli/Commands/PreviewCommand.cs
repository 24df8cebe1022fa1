using System.CommandLine;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Commands;

/// <summary><c>stratus preview</c>: what <c>pulumi up</c> would do, from the very program that it would run.</summary>
internal static class PreviewCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("preview", "Runs the program offline and prints the plan: every resource that pulumi up would create");
        var project = new ProjectOptions(command);
        var json = OutputFile.Option("--json", "Write the plan as JSON to a file; '-' is standard output, without the tree");
        var full = new Option<bool>("--full") { Description = "Show every resource with all of its inputs" };
        json.Validators.Add(result =>
        {
            if (OptionRules.Word(result) is { } path && Path.GetFileName(path) is var name && name.StartsWith("Pulumi.", StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal))
                result.AddError($"--json would put the plan in the place of settings: {path}; name another file");
        });
        command.Options.Add(json);
        command.Options.Add(full);
        command.SetAction(async (parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            var plan = await project.Read(parsed).RunAsync(streams.Error, cancellation);
            var target = parsed.GetValue(json);
            if (target is not null)
                OutputFile.Write(target, streams.Output, stream => PlanJson.Write(plan, stream));
            if (target != OutputFile.Standard)
                PlanTree.Write(plan, Terminal.Create(streams.Output), parsed.GetValue(full));
            return ExitCodes.Ok;
        });
        return command;
    }
}
