using System.Reflection;
using System.Text.Json.Nodes;
using Stratus.Cli.Commands;

namespace Stratus.Cli.Tests.Programs;

/// <summary>What the command printed and how it ended.</summary>
internal sealed record CommandResult(int Code, string Output, string Errors)
{
    public string Everything => Output + Errors;

    public JsonObject Plan => JsonNode.Parse(Output)!.AsObject();
}

/// <summary>Previews the test program, a real child process, in one of its modes.</summary>
internal static class ProgramRuns
{
    public static string TestProgram { get; } = typeof(ProgramRuns).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "TestProgram").Value!;

    public static TempFolder Folder(string mode, string settings = "") => new TempFolder()
        .Write("Pulumi.yaml", $"name: test\nruntime:\n  name: dotnet\n  options:\n    binary: {TestProgram}\n")
        .Write("Pulumi.dev.yaml", $"config:\n  mode: {mode}\n{settings}");

    public static async Task<CommandResult> PreviewAsync(string mode, string settings = "", params string[] options)
    {
        using var folder = Folder(mode, settings);
        return await RunAsync(["preview", "--stack", "dev", "--project", folder.Info.FullName, .. options]);
    }

    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await StratusCommand.RunAsync(arguments, TextWriter.Synchronized(output), TextWriter.Synchronized(errors));
        return new(code, output.ToString(), errors.ToString());
    }
}
