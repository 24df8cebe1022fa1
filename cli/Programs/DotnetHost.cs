using System.Runtime.InteropServices;

namespace Stratus.Cli.Programs;

/// <summary>Finds the <c>dotnet</c> command.</summary>
internal static class DotnetHost
{
    /// <summary>The one that runs this process; the runtime is three folders below it. Else the one on PATH.</summary>
    public static string Path { get; } =
        new FileInfo(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", "dotnet")) is { Exists: true } own
            ? own.FullName : "dotnet";
}
