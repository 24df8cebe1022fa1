namespace Stratus.Cli.Commands;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes beside the target first, then puts it in its place. What is no ordinary file (<c>/dev/stdout</c>) is written directly.
    /// </summary>
    public static void Write(FileInfo target, byte[] content)
    {
        if (target.FullName.StartsWith("/dev/", StringComparison.Ordinal))
        {
            using var device = target.OpenWrite();
            device.Write(content);
            return;
        }
        if (Directory.Exists(target.FullName))
            throw new IOException($"{target} cannot be written: it is a folder");
        if (target.Directory is { Exists: false } missing)
            throw new IOException($"{target} cannot be written: there is no folder {missing.FullName}");
        // A link is followed: what it points at is replaced, not the link.
        var path = (target.LinkTarget is null ? null : target.ResolveLinkTarget(returnFinalTarget: true))?.FullName ?? target.FullName;
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
