using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Stratus.Cli.Diffs;
using Stratus.Cli.Plans;
using Stratus.Cli.Projects;
using Stratus.Core.Files;

namespace Stratus.Cli.Commands;

/// <summary><c>stratus diff</c>: what changed between two plans, replacements and security first.</summary>
internal static class DiffCommand
{
    private const string NoPlan = "/dev/null";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var @base = PlanFile("BASE", $"The plan before, from preview --json; {NoPlan} is a plan of nothing");
        var head = PlanFile("HEAD", "The plan after");
        var json = OutputFile.Option("--json", "Write the difference as JSON to a file; '-' is standard output");
        var markdown = OutputFile.Option("--markdown", "Write it as Markdown, for a pull request's comment");
        var limit = new Option<int>("--limit")
        {
            Description = "The most characters of Markdown; what does not fit is counted",
            DefaultValueFactory = _ => DiffMarkdown.DefaultLimit,
            HelpName = "N",
            CustomParser = ParseLimit,
        };
        var command = new Command("diff", "Compares two plans; exits with 0 whether or not there are differences")
        {
            @base, head, json, markdown, limit,
        };
        OutputFile.KeepApart(command, [json, markdown], @base, head);
        command.SetAction((parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var diff = PlanDiff.Compare(Read(parsed.GetRequiredValue(@base), cancellation), Read(parsed.GetRequiredValue(head), cancellation));
            var (jsonFile, markdownFile) = (parsed.GetValue(json), parsed.GetValue(markdown));
            if (jsonFile is not null)
                OutputFile.Write(jsonFile, output, stream => DiffJson.Write(diff, stream));
            if (markdownFile is not null)
                OutputFile.Write(markdownFile, output, stream =>
                    stream.Write(Encoding.UTF8.GetBytes(DiffMarkdown.Write(diff, parsed.GetValue(limit)))));
            if (OutputFile.Standard != jsonFile && OutputFile.Standard != markdownFile)
                DiffTerminal.Write(diff, Terminal.Create(output));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Argument<string> PlanFile(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
                result.AddError($"{name} is empty; it takes a plan's file, or {NoPlan} for a plan of nothing");
        });
        return argument;
    }

    // Only by this name: an empty file is what is left of a plan that could not be written.
    private static Plan Read(string path, CancellationToken cancellation)
    {
        if (path == NoPlan)
            return PlanJson.Empty;
        try
        {
            return PlanJson.Read(InputFile.Read(path, InputKind.Plan, cancellation));
        }
        catch (PlanFormatException error)
        {
            throw new ProjectError($"{path}: {error.Message}");
        }
    }

    private static int ParseLimit(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var characters)
            && characters >= DiffMarkdown.SmallestLimit)
            return characters;
        result.AddError($"--limit is '{result.Tokens[0].Value}'; it takes a number of characters, at least {DiffMarkdown.SmallestLimit}");
        return 0;
    }
}
