using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Stratus.Cli.Programs;

/// <summary>A project that the program is built from, and when anything in it last changed.</summary>
internal sealed record SourceProject(string AssemblyName, DateTime LastChangeUtc);

/// <summary>Asks the file system, not MSBuild, whether a program is older than its sources: milliseconds instead of a second.</summary>
internal static class ProjectSources
{
    private static readonly HashSet<string> OutputFolders = new(StringComparer.Ordinal) { "bin", "obj", ".git", ".vs", "node_modules" };

    /// <summary>The program's own project and every one it refers to, or null when it was never restored.</summary>
    public static IReadOnlyList<SourceProject>? Find(FileInfo projectFile)
    {
        var assets = new FileInfo(Path.Combine(projectFile.DirectoryName!, "obj", "project.assets.json"));
        if (!assets.Exists)
            return null;
        var shared = SharedFilesChange(projectFile.Directory!);
        var projects = new List<SourceProject> { Describe(projectFile, AssemblyName(projectFile), shared) };
        using var stream = assets.OpenRead();
        using var json = JsonDocument.Parse(stream);
        foreach (var library in json.RootElement.GetProperty("libraries").EnumerateObject())
            if (library.Value.TryGetProperty("msbuildProject", out var path)
                && new FileInfo(Path.Combine(projectFile.DirectoryName!, path.GetString()!)) is { Exists: true } file)
                projects.Add(Describe(file, AssemblyName(file), shared));
        return projects;
    }

    /// <summary>The assembly's name: what the project file says, else the file's own name.</summary>
    public static string AssemblyName(FileInfo projectFile)
    {
        try
        {
            return XDocument.Load(projectFile.FullName).Descendants("AssemblyName").FirstOrDefault()?.Value.Trim()
                ?? Path.GetFileNameWithoutExtension(projectFile.Name);
        }
        catch (XmlException)
        {
            // A broken project file is the build's to report.
            return Path.GetFileNameWithoutExtension(projectFile.Name);
        }
    }

    private static SourceProject Describe(FileInfo project, string name, DateTime shared) =>
        new(name, new[] { shared, LastChange(project.Directory!), LinkedFilesChange(project) }.Max());

    // A folder's own time changes when a file in it is deleted, which no file's time shows.
    private static DateTime LastChange(DirectoryInfo folder)
    {
        var newest = folder.LastWriteTimeUtc;
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo child
                && (OutputFolders.Contains(child.Name) || child.LinkTarget is not null || IsOtherProject(child)))
                continue;
            var changed = entry is DirectoryInfo below ? LastChange(below) : entry.LastWriteTimeUtc;
            newest = changed > newest ? changed : newest;
        }
        return newest;
    }

    private static bool IsOtherProject(DirectoryInfo folder) => folder.EnumerateFiles("*.*proj").Any();

    // Directory.Build.props and its like, and what they import, stand above the project.
    private static DateTime SharedFilesChange(DirectoryInfo folder)
    {
        var newest = DateTime.MinValue;
        for (var at = folder.Parent; at is not null; at = at.Parent)
        {
            foreach (var file in Files(at, "*.props", "*.targets"))
                newest = new[] { newest, file.LastWriteTimeUtc, LinkedFilesChange(file) }.Max();
            foreach (var file in Files(at, "global.json", "nuget.config", "NuGet.config"))
                newest = file.LastWriteTimeUtc > newest ? file.LastWriteTimeUtc : newest;
        }
        return newest;
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder, params string[] patterns) =>
        patterns.SelectMany(folder.EnumerateFiles);

    // Files that a project names outside of its folder: embedded resources, imports.
    private static DateTime LinkedFilesChange(FileInfo project)
    {
        try
        {
            return XDocument.Load(project.FullName).Descendants().Attributes()
                .Where(attribute => attribute.Name.LocalName is "Include" or "Project")
                .Select(attribute => attribute.Value.Replace("$(MSBuildThisFileDirectory)", "./", StringComparison.Ordinal))
                .Where(path => path.AsSpan().IndexOfAny("*$@;") < 0)
                .Select(path => new FileInfo(Path.Combine(project.DirectoryName!, path)))
                .Where(file => file.Exists).Select(file => file.LastWriteTimeUtc).Append(DateTime.MinValue).Max();
        }
        catch (XmlException)
        {
            return DateTime.MaxValue;
        }
    }
}
