using System.Diagnostics;
using System.Reflection;

namespace Stratus.Stacks.Tests;

/// <summary>The real command, as a child process.</summary>
internal static class StratusCommand
{
    public static string Repository { get; } = Metadata("Repository");

    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Metadata("Stratus"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository,
        };
        start.Environment.Remove("PULUMI_CONFIG");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string Metadata(string key) => typeof(StratusCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
