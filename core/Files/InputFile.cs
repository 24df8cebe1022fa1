namespace Stratus.Core.Files;

/// <summary>Reads files that a person names or that stand in a project: never more than such a file may have, whatever stands behind the name.</summary>
public static class InputFile
{
    /// <summary>A file's bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="cancellation">Ends the wait, for a named pipe that nobody writes to say.</param>
    /// <exception cref="InputFileException">It cannot be read, or is larger.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public static byte[] Read(string path, InputKind kind, CancellationToken cancellation = default)
    {
        // Nothing ends the wait in open(2): the thread stays behind in it, and keeps no process from ending.
        var reading = Task.Factory.StartNew(() => ReadAll(path, kind), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task.WaitAny([reading], cancellation);
        return reading.GetAwaiter().GetResult();
    }

    /// <summary>A file's text, in UTF-8 or what its byte order mark says.</summary>
    /// <inheritdoc cref="Read" />
    public static string ReadText(string path, InputKind kind, CancellationToken cancellation = default)
    {
        using var reader = new StreamReader(new MemoryStream(Read(path, kind, cancellation)));
        return reader.ReadToEnd();
    }

    private static byte[] ReadAll(string path, InputKind kind)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var content = new MemoryStream();
            var some = new byte[81_920];
            for (int read; (read = stream.Read(some)) > 0;)
            {
                if (content.Length + read > kind.MostBytes) throw InputFileException.TooLarge(path, kind);
                content.Write(some, 0, read);
            }
            return content.ToArray();
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not InputFileException)
        {
            throw new InputFileException(path, Directory.Exists(path) ? "it is a folder, and a file is expected" : FileProblem.Of(error), error);
        }
    }
}
