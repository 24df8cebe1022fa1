using System.Diagnostics;
using System.Reflection;

namespace Stratus.Stacks.Tests;

/// <summary>The real command, as a child process.</summary>
internal static class StratusCommand
{
    public static string Repository { get; } = Metadata("Repository");

    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        RunAsync("dotnet", [Metadata("Stratus"), .. arguments]);

    /// <summary>In a network namespace of its own, where even loopback is down. Needs root, or a kernel that lets users have one.</summary>
    public static async Task<(int Code, string Output, string Error)> RunWithoutNetworkAsync(params string[] arguments)
    {
        string[] namespaces = ["--user", "--map-root-user", "--net"];
        Assert.SkipWhen((await RunAsync("unshare", [.. namespaces, "true"])).Code != 0, "this kernel gives no namespace to a user");
        return await RunAsync("unshare", [.. namespaces, "dotnet", Metadata("Stratus"), .. arguments]);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string command, string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
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
