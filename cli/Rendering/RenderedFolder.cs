using System.Text;
using Stratus.Core.Files;

namespace Stratus.Cli.Rendering;

/// <summary>Puts a whole folder in place at once, and only where there is none, an empty one, or one that it wrote itself.</summary>
internal static class RenderedFolder
{
    /// <summary>The file that marks a folder as this program's, and lists what it wrote there.</summary>
    public const string Marker = ".stratus-rendered";

    /// <summary>Writes the files beside the folder, then renames: whoever looks sees the former content or the new one, never half.</summary>
    public static void Replace(DirectoryInfo folder, IReadOnlyDictionary<string, string> files)
    {
        var target = Target(folder);
        Check(target);
        var parent = Path.GetDirectoryName(target)
            ?? throw new IOException($"{target} is the root of the file system; name a folder below it: --out rendered");
        var beside = Path.Combine(parent, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            Fill(beside + ".new", files);
            Swap(beside + ".new", target, beside + ".old");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder.FullName} cannot be written: {FileProblem.Of(error)}", error);
        }
        finally
        {
            Delete(beside + ".new");
        }

        Delete(beside + ".old");
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static string Target(DirectoryInfo folder)
    {
        if (File.Exists(folder.FullName)) throw new IOException($"{folder.FullName} is a file; name a folder: --out rendered");
        var target = folder.Exists ? folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName : null;
        return Path.TrimEndingDirectorySeparator(target ?? folder.FullName);
    }

    private static void Check(string target)
    {
        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any()) return;
        var marker = Path.Combine(target, Marker);
        if (!File.Exists(marker))
        {
            throw new IOException($"{target} holds files that stratus did not write, and it would delete them; name an empty folder: --out rendered");
        }

        var own = InputFile.ReadText(marker, InputKind.FileList).Split('\n').ToHashSet(StringComparer.Ordinal);
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        var foreign = new DirectoryInfo(target).EnumerateFileSystemInfos("*", options)
            .Where(entry => entry is FileInfo || entry.LinkTarget is not null)
            .Select(entry => Path.GetRelativePath(target, entry.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(path => path != Marker && !own.Contains(path));
        if (foreign is not null)
        {
            throw new IOException($"{target} holds {foreign}, which stratus did not write and would delete; move it elsewhere, then run render again");
        }
    }

    private static void Fill(string folder, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, content) in files)
        {
            Save(folder, path, content);
        }

        Save(folder, Marker, string.Concat(files.Keys.Order(StringComparer.Ordinal).Select(path => $"{path}\n")));
    }

    private static void Save(string folder, string path, string content)
    {
        var file = Path.GetFullPath(Path.Combine(folder, path));
        if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new IOException($"{path} would be written outside of {folder}; this is a mistake in stratus");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(content));
    }

    private static void Swap(string fresh, string target, string former)
    {
        var existed = Directory.Exists(target);
        if (existed) Directory.Move(target, former);
        try
        {
            Directory.Move(fresh, target);
        }
        catch (IOException) when (existed)
        {
            Directory.Move(former, target);
            throw;
        }
    }
}
