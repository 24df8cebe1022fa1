using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Stratus.E2e.Tests.Lab;

/// <summary>
/// A machine stopped right after its second boot: its disk and its memory. Others go on from there in two seconds instead of booting for ten.
/// </summary>
internal sealed record BootedImage(string Directory)
{
    // To be changed with what is done here to a machine before it is kept.
    private const string Recipe = "second boot";

    private static readonly ConcurrentDictionary<string, Lazy<Task<BootedImage>>> Known = new();

    public string Disk => Path.Combine(Directory, "root.qcow2");

    public string Memory => Path.Combine(Directory, "memory");

    /// <summary>The image for machines of these options; its memory fits no other machine and no other QEMU.</summary>
    public static async Task<BootedImage> GetAsync(HostImage image, MachineOptions options)
    {
        var bare = options with { Disks = new Dictionary<string, int>() };
        var version = await Command.RunAsync("qemu-system-x86_64", ["--version"]);
        var identity = Recipe + version.Output + string.Join('\n', Qemu.Arguments(image, bare, ""));
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
        var directory = Path.Combine(image.Directory, "booted-" + key);
        return await Known.GetOrAdd(directory, _ => new(() => Task.Run(() => FindOrMakeAsync(image, bare, directory)))).Value;
    }

    private static async Task<BootedImage> FindOrMakeAsync(HostImage image, MachineOptions options, string directory)
    {
        using var turn = await TakeTurnAsync(directory + ".lock");
        if (!System.IO.Directory.Exists(directory)) await Crash.RetryAsync(() => MakeAsync(image, options, directory));
        return new(directory);
    }

    private static async Task MakeAsync(HostImage image, MachineOptions options, string directory)
    {
        var unfinished = new BootedImage(directory + ".unfinished");
        if (System.IO.Directory.Exists(unfinished.Directory)) System.IO.Directory.Delete(unfinished.Directory, recursive: true);
        System.IO.Directory.CreateDirectory(unfinished.Directory);
        using (var machine = await Machine.BootAsync(image, options))
        {
            // A first boot differs from all others.
            await machine.RebootAsync();
            await machine.SaveAsync(unfinished);
        }
        System.IO.Directory.Move(unfinished.Directory, directory);
    }

    // Another run of these tests may be making the same image.
    private static async Task<FileStream> TakeTurnAsync(string path)
    {
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(500);
            }
        }
    }
}
