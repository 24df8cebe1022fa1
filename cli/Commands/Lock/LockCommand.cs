using System.CommandLine;
using Stratus.Core.Files;
using Stratus.Core.Locking;

namespace Stratus.Cli.Commands.Lock;

/// <summary><c>stratus lock refresh</c>: the digests that pin what lands on hosts and in clusters.</summary>
internal static class LockCommand
{
    private const string FileName = "versions.lock.json";

    /// <summary>Makes the command; <paramref name="handler"/> is the network.</summary>
    public static Command Create(HttpMessageHandler handler)
    {
        var folder = InputOption.FolderOf(FileName);
        return new("lock", $"Looks after {FileName}, which pins every artefact that lands on a host or in a cluster")
        {
            Check(folder),
            Refresh(folder, handler),
        };
    }

    private static Command Refresh(Option<DirectoryInfo> folder, HttpMessageHandler handler)
    {
        var command = new Command("refresh", "Downloads every artefact over https and writes its digest; needs a network") { folder };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = Find(parsed.GetRequiredValue(folder));
            using var refresh = new LockRefresh(handler, parsed.InvocationConfiguration.Error.WriteLine);
            var before = Read(file, cancellation);
            // What is no lock is no basis.
            _ = VersionLock.Parse(before);
            var after = await refresh.RunAsync(before, cancellation);
            if (after != before)
                AtomicFile.Write(file, System.Text.Encoding.UTF8.GetBytes(after));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                after == before ? $"{file.FullName} is up to date" : $"{file.FullName} written; read the difference before you commit it");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Check(Option<DirectoryInfo> folder)
    {
        var command = new Command("check", "Fails, and names them, where artefacts have no digest; needs no network") { folder };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = Find(parsed.GetRequiredValue(folder));
            var unpinned = VersionLock.Parse(Read(file, cancellation)).Unpinned;
            foreach (var artefact in unpinned)
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{artefact.Entry} has no digest: {artefact.Fix}");
            await parsed.InvocationConfiguration.Error.WriteLineAsync(unpinned.IsEmpty ? "every artefact is pinned"
                : $"{unpinned.Length} artefacts have no digest");
            return unpinned.IsEmpty ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return command;
    }

    private static string Read(FileInfo file, CancellationToken cancellation) => InputFile.ReadText(file.FullName, InputKind.Lock, cancellation);

    private static FileInfo Find(DirectoryInfo folder)
    {
        for (var at = folder; at is not null; at = at.Parent)
            if (new FileInfo(Path.Combine(at.FullName, FileName)) is { Exists: true } file)
                return file;
        throw new LockError($"no {FileName} in {folder.FullName} or above it"
            + $"{Environment.NewLine}  Pass the project's folder: --project DIR.");
    }
}
