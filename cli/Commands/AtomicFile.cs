using Stratus.Core.Files;

namespace Stratus.Cli.Commands;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes beside the target first, then puts it in its place, with the mode of what was there. What is no ordinary file (<c>/dev/stdout</c>, a
    /// named pipe) is written directly.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(FileInfo target, byte[] content)
    {
        Check(target);
        try
        {
            Put(target, content);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{target} cannot be written: {FileProblem.Of(error)}", error);
        }
    }

    private static void Put(FileInfo target, byte[] content)
    {
        using (var stream = OpenDirectly(target.FullName))
        {
            if (stream is not null)
            {
                stream.Write(content);
                return;
            }
        }
        var path = RealPath(target.FullName);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Fails where a file certainly cannot be written, so that whoever has much to do first need not.</summary>
    /// <exception cref="IOException">It is a folder, or its folder is missing.</exception>
    public static void Check(FileInfo target)
    {
        if (Directory.Exists(target.FullName)) throw new IOException($"{target} cannot be written: it is a folder");
        if (target.Directory is { Exists: false } missing) throw new IOException($"{target} cannot be written: there is no folder {missing.FullName}");
    }

    /// <summary>Where a path leads. A link is followed: what it points at is replaced, not the link.</summary>
    public static string RealPath(string path)
    {
        var file = new FileInfo(path);
        return (file.LinkTarget is null ? null : file.ResolveLinkTarget(returnFinalTarget: true))?.FullName ?? file.FullName;
    }

    // Null: an ordinary file, or none yet. Devices take a position as files do, pipes take none; /dev/shm has ordinary files.
    private static FileStream? OpenDirectly(string path)
    {
        if (IsDevice(path)) return File.OpenWrite(path);
        if (!File.Exists(path)) return null;
        try
        {
            var stream = File.OpenWrite(path);
            if (!stream.CanSeek) return stream;
            stream.Dispose();
        }
        catch (UnauthorizedAccessException)
        {
            // Its folder may let it be replaced all the same.
        }
        return null;
    }

    // By the path as it was given: where /dev/stdout leads to, pipe:[7] say, is no name that can be opened.
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
