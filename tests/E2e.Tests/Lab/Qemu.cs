using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stratus.E2e.Tests.Lab;

/// <summary>One emulated machine between power-on and power-off.</summary>
internal sealed partial class Qemu : IDisposable
{
    /// <summary>What every kernel is told: a boot under emulation takes long enough.</summary>
    public const string KernelOptions = "console=ttyS0 quiet mitigations=off nokaslr audit=0 net.ifnames=0";

    private const int Slots = 4;

    private readonly string _directory;
    private readonly Child _process;
    private Qmp? _monitor;

    private Qemu(string directory, Child process) => (_directory, _process) = (directory, process);

    /// <summary>The port of this machine that leads to the guest's port 22. QEMU chooses one that is free.</summary>
    public int SshPort { get; private set; }

    public bool HasCrashed => _process.HasExited || ReadIfThere("console").Contains("Kernel panic", StringComparison.Ordinal);

    /// <summary>What the guest wrote to its serial console, and what QEMU says itself.</summary>
    public string Log => ReadIfThere("console") + string.Concat(ReadIfThere("qemu.log").Split('\n').Where(line => !line.Contains("TCG doesn't support")));

    /// <summary>
    /// Powers on. The directory holds the disks, SERIAL.qcow2 each, root among them. With a memory file the machine does not boot but goes
    /// on from there; the memory knows no disk but root, so the others are plugged in.
    /// </summary>
    public static async Task<Qemu> StartAsync(HostImage image, MachineOptions options, string directory, string? memory, CancellationToken cancel)
    {
        File.Delete(Path.Combine(directory, "qmp"));
        var disks = options.Disks.Keys.Select((serial, index) => (Drive: Drive(directory, serial), Device: Device(serial, $"slot{index + 1}"))).ToList();
        IEnumerable<string> start = memory is null
            ? disks.SelectMany(disk => (string[])["-blockdev", disk.Drive.ToJsonString(), "-device", disk.Device.ToJsonString()])
            : ["-incoming", "file:" + memory];
        var process = await Child.StartAsync(
            "qemu-system-x86_64", [.. Arguments(image, options, directory), .. start], Path.Combine(directory, "qemu.log"));
        var qemu = new Qemu(directory, process);
        try
        {
            await qemu.ConnectAsync(cancel);
            if (memory is not null) await qemu.PlugInAsync(disks, cancel);
            return qemu;
        }
        catch
        {
            qemu.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What QEMU is started with. EPYC is the CPU under whose emulation guests are stable. Nothing leads from the guest to any network.
    /// </summary>
    public static IEnumerable<string> Arguments(HostImage image, MachineOptions options, string directory) =>
    [
        "-accel", "tcg,thread=multi,tb-size=256", "-machine", "q35", "-cpu", options.Svm ? "EPYC" : "EPYC,-svm", "-smp", "2",
        "-m", $"{options.MemoryMib}M", "-nodefaults", "-display", "none", "-kernel", image.Kernel, "-initrd", image.Initrd,
        "-append", $"root=/dev/vda rw {KernelOptions}",
        "-chardev", $"file,id=console,path={directory}/console", "-serial", "chardev:console",
        "-qmp", $"unix:{directory}/qmp,server=on,wait=off",
        "-netdev", "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:0-:22", "-device", "virtio-net-pci,netdev=net,romfile=",
        "-blockdev", Drive(directory, "root").ToJsonString(), "-device", Device("root", "pcie.0").ToJsonString(),
        .. Enumerable.Range(1, Slots).SelectMany(slot => (string[])["-device", $"pcie-root-port,id=slot{slot},chassis={slot},slot={slot}"]),
    ];

    /// <summary>Makes a disk larger under the running guest.</summary>
    public Task ResizeAsync(string serial, int mib) =>
        _monitor!.AskAsync("block_resize", new() { ["node-name"] = serial, ["size"] = (long)mib << 20 });

    /// <summary>Stops the machine for good and keeps its memory in a file.</summary>
    public async Task SaveAsync(string memory)
    {
        await _monitor!.AskAsync("migrate", new() { ["uri"] = "file:" + memory });
        string? status;
        while ((status = (string?)(await _monitor.AskAsync("query-migrate", []))!["status"]) is not ("completed" or "failed")) await Task.Delay(50);
        if (status == "failed") throw new InvalidOperationException("QEMU cannot save the machine: " + Log);
    }

    /// <summary>Keeps memory and disks under a name, in place of what was kept under it before.</summary>
    public Task KeepAsync(string name) => MonitorAsync($"savevm {name}");

    /// <summary>Goes back to what was kept under a name.</summary>
    public Task ReturnAsync(string name) => MonitorAsync($"loadvm {name}");

    public void Dispose()
    {
        _process.Dispose();
        _monitor?.Dispose();
    }

    // What it says is what is wrong.
    private async Task MonitorAsync(string line)
    {
        if (await _monitor!.AskForTextAsync(line) is { Length: > 0 } problem) throw new InvalidOperationException($"QEMU refuses {line}: {problem}");
    }

    private async Task PlugInAsync(IEnumerable<(JsonObject Drive, JsonObject Device)> disks, CancellationToken cancel)
    {
        // What is plugged in before the memory is loaded is forgotten with it.
        while ((string?)(await _monitor!.AskAsync("query-status", [], cancel))!["status"] != "running") await Task.Delay(50, cancel);
        foreach (var (drive, device) in disks)
        {
            await _monitor.AskAsync("blockdev-add", drive, cancel);
            await _monitor.AskAsync("device_add", device, cancel);
        }
    }

    private static JsonObject Drive(string directory, string serial) => new()
    {
        ["driver"] = "qcow2",
        ["node-name"] = serial,
        ["discard"] = "unmap",
        ["file"] = new JsonObject { ["driver"] = "file", ["filename"] = $"{directory}/{serial}.qcow2", ["discard"] = "unmap" },
    };

    private static JsonObject Device(string serial, string bus) =>
        new() { ["driver"] = "virtio-blk-pci", ["drive"] = serial, ["serial"] = serial, ["bus"] = bus };

    private async Task ConnectAsync(CancellationToken cancel)
    {
        while (!File.Exists(Path.Combine(_directory, "qmp")))
        {
            if (_process.HasExited) throw new InvalidOperationException("QEMU does not start: " + Log);
            await Task.Delay(20, cancel);
        }
        _monitor = await MonitorAsync(cancel);
        var forwards = await _monitor.AskForTextAsync("info usernet", cancel);
        SshPort = int.Parse(Forwarded().Match(forwards).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    // The socket has a name a moment before QEMU listens on it.
    private async Task<Qmp> MonitorAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await Qmp.ConnectAsync(Path.Combine(_directory, "qmp"), cancel);
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused && !_process.HasExited)
            {
                await Task.Delay(20, cancel);
            }
        }
    }

    private string ReadIfThere(string file)
    {
        var path = Path.Combine(_directory, file);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    [GeneratedRegex(@"HOST_FORWARD\]\s+\S+\s+127\.0\.0\.1\s+(\d+)")]
    private static partial Regex Forwarded();
}
