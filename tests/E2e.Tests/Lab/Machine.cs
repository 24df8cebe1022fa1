namespace Stratus.E2e.Tests.Lab;

/// <summary>A Debian machine under QEMU, reached by SSH as admin, who may sudo.</summary>
internal sealed class Machine : IDisposable
{
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(4);
    private const int Attempts = 3;

    private readonly HostImage _image;
    private readonly MachineOptions _options;
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("stratus-e2e-").FullName;
    private Qemu? _qemu;
    private Ssh? _ssh;

    private Machine(HostImage image, MachineOptions options) => (_image, _options) = (image, options);

    /// <summary>
    /// Runs a test on a fresh machine. When the machine crashes under it, it runs again, whole, on another; a failed check is never repeated.
    /// </summary>
    public static async Task UseAsync(MachineOptions options, Func<Machine, Task> test)
    {
        await Requirements.SkipWithoutAsync();
        var image = await HostImage.GetAsync();
        for (var attempt = 1; ; attempt++)
        {
            using var machine = new Machine(image, options);
            try
            {
                await machine.CreateDisksAsync();
                await machine.PowerOnAsync();
                await test(machine);
                return;
            }
            catch (MachineCrashedException exception) when (attempt < Attempts)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(exception.Message);
            }
            catch (Exception)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"console:\n{machine._qemu?.Console}");
                throw;
            }
        }
    }

    /// <summary>Runs a command as admin.</summary>
    public async Task<CommandResult> RunAsync(string command, string stdin = "", TimeSpan? limit = null)
    {
        var result = await _ssh!.RunAsync(command, stdin, limit);
        if (result.ExitCode == 255 && _ssh.IsLost) throw Crashed("The connection broke: " + result.Error);
        return result;
    }

    /// <summary>Runs a bash program as root that must succeed; returns what it says, without the last line break.</summary>
    public async Task<string> RootAsync(string program)
    {
        var result = await RunAsync("sudo -n bash -s", program);
        result.ExitCode.ShouldBe(0, $"{program}\n{result.Error}");
        return result.Output.TrimEnd('\n');
    }

    /// <summary>Reboots as an administrator does, and waits for the new boot.</summary>
    public async Task RebootAsync()
    {
        var before = await BootIdAsync();
        await RootAsync("systemctl reboot --no-block");
        do
        {
            await ConnectAsync();
        }
        while (await BootIdAsync() == before);
        await WaitForTheEndOfBootAsync();
    }

    /// <summary>Pulls the plug, so that what the guest had not written is lost, and starts from the same disks.</summary>
    public async Task PullThePlugAsync()
    {
        _qemu!.Dispose();
        await PowerOnAsync();
    }

    /// <summary>Makes a disk larger while the machine runs.</summary>
    public Task GrowDiskAsync(string serial, int mib) => _qemu!.ResizeAsync(serial, mib);

    public void Dispose()
    {
        _ssh?.Dispose();
        _qemu?.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private async Task CreateDisksAsync()
    {
        await CreateDiskAsync("root", "-b", _image.Disk, "-F", "raw");
        foreach (var (serial, mib) in _options.Disks) await CreateDiskAsync(serial, "-o", $"size={mib}M");
    }

    private async Task CreateDiskAsync(string serial, params string[] how)
    {
        var made = await Command.RunAsync("qemu-img", ["create", "-q", "-f", "qcow2", .. how, Path.Combine(_directory, serial + ".qcow2")]);
        made.ExitCode.ShouldBe(0, made.Error);
    }

    private async Task PowerOnAsync()
    {
        using var limit = new CancellationTokenSource(BootLimit);
        _qemu = await Qemu.StartAsync(_image, _options, _directory, limit.Token);
        await ConnectAsync();
        await WaitForTheEndOfBootAsync();
    }

    private async Task ConnectAsync()
    {
        using var limit = new CancellationTokenSource(BootLimit);
        _ssh?.Dispose();
        try
        {
            while ((_ssh = await Ssh.TryConnectAsync(_image, _qemu!.SshPort, _directory, limit.Token)) is null)
            {
                if (_qemu.HasCrashed) throw Crashed("It does not boot");
                await Task.Delay(100, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw Crashed("It does not answer SSH");
        }
    }

    // sshd answers early: systemd is still starting units then, and udev is still loading kvm_amd.
    private async Task WaitForTheEndOfBootAsync()
    {
        var state = await RunAsync("systemctl is-system-running --wait; udevadm settle --timeout 120", limit: BootLimit);
        if (state.Output.Trim() is not ("running" or "degraded")) throw Crashed($"It ends its boot {state.Output} {state.Error}");
    }

    private async Task<string> BootIdAsync()
    {
        var answer = await _ssh!.RunAsync("cat /proc/sys/kernel/random/boot_id", "", null);
        return answer.Output;
    }

    private MachineCrashedException Crashed(string what) => new(what, _qemu!.Console + _qemu.Complaints);
}
