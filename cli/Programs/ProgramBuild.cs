using System.Diagnostics;
using Stratus.Cli.Projects;

namespace Stratus.Cli.Programs;

/// <summary>Finds the program that <c>pulumi up</c> would run, and builds it when its sources are newer.</summary>
internal sealed class ProgramBuild(Project project, Action<string> progress)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>The program's assembly, up to date unless <paramref name="build"/> is false.</summary>
    public async Task<FileInfo> FindAsync(bool build, CancellationToken cancellation)
    {
        if (project.Binary is { } binary)
            return binary.Exists ? binary
                : throw new ProgramError($"{binary.FullName} does not exist; Pulumi.yaml names it as runtime.options.binary"
                + $"{Environment.NewLine}  Build it, or remove the option: stratus then builds the program itself.");
        var source = ProjectFile();
        if (build && !IsFresh(source))
            await BuildAsync(source, cancellation);
        return Assembly(source) ?? throw new ProgramError(build
            ? $"{source.FullName} was built, but no {ProjectSources.AssemblyName(source)}.dll is below its bin folder"
                + $"{Environment.NewLine}  Name it in Pulumi.yaml: runtime.options.binary."
            : $"{source.FullName} was never built{Environment.NewLine}  Leave out --no-build, or run: dotnet build {source.FullName}");
    }

    private FileInfo ProjectFile() => project.Program.GetFiles("*.*proj") switch
    {
        [var only] => only,
        [] => throw new ProgramError($"no project file in {project.Program.FullName}"
            + $"{Environment.NewLine}  Set 'main' in Pulumi.yaml to the program's folder."),
        var several => throw new ProgramError($"{several.Length} project files in {project.Program.FullName}: "
            + string.Join(", ", several.Select(file => file.Name).Order())
            + $"{Environment.NewLine}  Keep one, so that it is clear which is the program."),
    };

    private static bool IsFresh(FileInfo source)
    {
        if (Assembly(source) is not { } assembly || ProjectSources.Find(source) is not { } projects)
            return false;
        var stamp = Stamp(source).LastWriteTimeUtc;
        return projects.All(project => project.LastChangeUtc <= stamp
            || new FileInfo(Path.Combine(assembly.DirectoryName!, project.AssemblyName + ".dll")) is { Exists: true } built
                && project.LastChangeUtc <= built.LastWriteTimeUtc);
    }

    // Whatever the configuration, an executable's assembly lies beside its runtimeconfig.json; what was last built has
    // the newest file beside it: a build that changed a library only does not write the program's own assembly again.
    private static FileInfo? Assembly(FileInfo source)
    {
        var bin = new DirectoryInfo(Path.Combine(source.DirectoryName!, "bin"));
        var name = ProjectSources.AssemblyName(source);
        return !bin.Exists ? null : bin.EnumerateFiles($"{name}.runtimeconfig.json", SearchOption.AllDirectories)
            .Select(config => new FileInfo(Path.Combine(config.DirectoryName!, name + ".dll")))
            .Where(assembly => assembly.Exists)
            .MaxBy(assembly => assembly.Directory!.EnumerateFiles("*.dll").Max(file => file.LastWriteTimeUtc));
    }

    private async Task BuildAsync(FileInfo source, CancellationToken cancellation)
    {
        using var turn = await BuildLock.TakeAsync(source.Directory!, cancellation);
        if (IsFresh(source))
            return;
        progress($"building {project.Program.Name}");
        var started = TimeProvider.System.GetUtcNow().UtcDateTime;
        var start = new ProcessStartInfo(DotnetHost.Path, ["build", source.FullName, "-v", "quiet", "--nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = source.DirectoryName,
        };
        var result = await ChildProcess.RunAsync(start, Timeout, cancellation);
        if (result.TimedOut)
            throw new ProgramError(
                $"building {source.FullName} took longer than {Timeout.TotalMinutes} minutes{Environment.NewLine}{result.Output}");
        if (result.Code != 0)
            throw new ProgramError($"{source.FullName} does not build{Environment.NewLine}{result.Output}");
        // An up-to-date assembly is not written again: the stamp remembers that it was looked at, as of when the build began.
        var stamp = Stamp(source);
        await using (stamp.Create())
            stamp.LastWriteTimeUtc = started;
    }

    private static FileInfo Stamp(FileInfo source) => new(Path.Combine(source.DirectoryName!, "obj", "stratus.built"));
}
