namespace Stratus.Cli.Programs;

/// <summary>Lets one process at a time build a program; two at once would overwrite each other's files.</summary>
internal static class BuildLock
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the turn; disposing of the result ends it, and so does the end of the process.</summary>
    public static async Task<IDisposable> TakeAsync(DirectoryInfo folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder.CreateSubdirectory("obj").FullName, "stratus.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(RetryAfter, cancellation);
            }
        }
    }
}
