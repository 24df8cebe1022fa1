using System.Globalization;
using System.Text.RegularExpressions;

namespace Stratus.E2e.Tests.Lab;

/// <summary>One emulated machine between power-on and power-off.</summary>
internal sealed partial class Qemu : IDisposable
{
    private readonly string _directory;
    private readonly Child _process;
    private Qmp? _monitor;

    private Qemu(string directory, Child process) => (_directory, _process) = (directory, process);

    /// <summary>The port of this machine that leads to the guest's port 22. QEMU chooses one that is free.</summary>
    public int SshPort { get; private set; }

    /// <summary>What the guest wrote to its serial console.</summary>
    public string Console => ReadIfThere("console");

    public bool HasCrashed => _process.HasExited || Console.Contains("Kernel panic", StringComparison.Ordinal);

    public string Complaints => ReadIfThere("qemu.log");

    /// <summary>Powers on; disks are the qcow2 files of the directory, by serial number.</summary>
    public static async Task<Qemu> StartAsync(HostImage image, MachineOptions options, string directory, CancellationToken cancel)
    {
        File.Delete(Path.Combine(directory, "qmp"));
        var arguments = Arguments(image, options, directory);
        var qemu = new Qemu(directory, await Child.StartAsync("qemu-system-x86_64", arguments, Path.Combine(directory, "qemu.log")));
        try
        {
            await qemu.ConnectAsync(cancel);
            return qemu;
        }
        catch
        {
            qemu.Dispose();
            throw;
        }
    }

    public Task ResizeAsync(string disk, int mib) =>
        _monitor!.AskAsync("block_resize", new() { ["node-name"] = disk, ["size"] = (long)mib << 20 });

    public void Dispose()
    {
        _process.Dispose();
        _monitor?.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        while (!File.Exists(Path.Combine(_directory, "qmp")))
        {
            if (_process.HasExited) throw new InvalidOperationException("QEMU does not start: " + Complaints);
            await Task.Delay(20, cancel);
        }
        _monitor = await Qmp.ConnectAsync(Path.Combine(_directory, "qmp"), cancel);
        var forwards = await _monitor.AskForTextAsync("info usernet", cancel);
        SshPort = int.Parse(Forwarded().Match(forwards).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    // EPYC is the CPU under whose emulation guests are stable. Nothing leads from the guest to any network.
    private static IEnumerable<string> Arguments(HostImage image, MachineOptions options, string directory) =>
    [
        "-accel", "tcg,thread=multi,tb-size=256", "-machine", "q35", "-cpu", options.Svm ? "EPYC" : "EPYC,-svm", "-smp", "2",
        "-m", $"{options.MemoryMib}M", "-nodefaults", "-display", "none", "-kernel", image.Kernel, "-initrd", image.Initrd,
        "-append", "console=ttyS0 root=/dev/vda rw quiet mitigations=off nokaslr audit=0 net.ifnames=0",
        "-chardev", $"file,id=console,path={directory}/console", "-serial", "chardev:console",
        "-qmp", $"unix:{directory}/qmp,server=on,wait=off",
        "-netdev", "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:0-:22", "-device", "virtio-net-pci,netdev=net,romfile=",
        .. Disk(directory, "root"), .. options.Disks.Keys.SelectMany(serial => Disk(directory, serial)),
    ];

    private static string[] Disk(string directory, string serial) =>
    [
        "-blockdev", $"driver=qcow2,node-name={serial},discard=unmap,file.driver=file,file.filename={directory}/{serial}.qcow2,file.discard=unmap",
        "-device", $"virtio-blk-pci,drive={serial},serial={serial}",
    ];

    private string ReadIfThere(string file)
    {
        var path = Path.Combine(_directory, file);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    [GeneratedRegex(@"HOST_FORWARD\]\s+\S+\s+127\.0\.0\.1\s+(\d+)")]
    private static partial Regex Forwarded();
}
