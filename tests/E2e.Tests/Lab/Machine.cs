namespace Stratus.E2e.Tests.Lab;

/// <summary>A Debian machine under QEMU, reached by SSH as admin, who may sudo.</summary>
internal sealed class Machine : IDisposable
{
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(10);

    private readonly HostImage _image;
    private readonly MachineOptions _options;
    private readonly string _directory = Directory.CreateTempSubdirectory("stratus-e2e-").FullName;
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
        var booted = await BootedImage.GetAsync(image, options);
        await Crash.RetryAsync(async () =>
        {
            using var machine = new Machine(image, options);
            await machine.ResumeAsync(booted);
            try
            {
                await test(machine);
            }
            catch (Exception exception) when (exception is not MachineCrashedException)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"The machine's console:\n{machine._qemu?.Log}");
                throw;
            }
        });
    }

    /// <summary>Boots a machine from the bare image.</summary>
    public static async Task<Machine> BootAsync(HostImage image, MachineOptions options)
    {
        var machine = new Machine(image, options);
        try
        {
            await machine.CreateDiskAsync("root", "-b", image.Disk, "-F", "raw");
            await machine.PowerOnAsync();
            return machine;
        }
        catch
        {
            machine.Dispose();
            throw;
        }
    }

    /// <summary>Runs a command as admin.</summary>
    public async Task<CommandResult> RunAsync(string command, string stdin = "", TimeSpan? limit = null)
    {
        var result = await AskAsync(command, stdin, limit);
        if (_qemu!.HasCrashed || (result.ExitCode == 255 && _ssh!.IsLost)) throw Crashed("The machine went away: " + result.Error);
        return result;
    }

    // What takes too long on a machine that answers is the script's fault; a machine that answers nothing hangs itself.
    private async Task<CommandResult> AskAsync(string command, string stdin, TimeSpan? limit)
    {
        try
        {
            return await _ssh!.RunAsync(command, stdin, limit);
        }
        catch (TimeoutException)
        {
            if (await _ssh!.AnswersAsync()) throw;
            throw Crashed("The machine hangs");
        }
    }

    /// <summary>Runs a bash program as root that must succeed; returns what it says, without the last line break.</summary>
    public async Task<string> RootAsync(string program)
    {
        var result = await RunAsync("sudo -n bash -s", program);
        result.ExitCode.ShouldBe(0, result.Error);
        return result.Output.TrimEnd('\n');
    }

    /// <summary>Reboots as an administrator does, and waits for the end of the new boot.</summary>
    public async Task RebootAsync()
    {
        const string bootId = "cat /proc/sys/kernel/random/boot_id";
        var before = (await RunAsync(bootId)).Output;
        await RootAsync("systemctl reboot --no-block");
        do
        {
            await ConnectAsync();
        }
        while ((await _ssh!.RunAsync(bootId, "", null)).Output is var now && (now == before || now.Length == 0));
        await WaitForTheEndOfBootAsync();
    }

    /// <summary>Pulls the plug, so that what the guest had not written is lost, and boots from the same disks.</summary>
    public async Task PullThePlugAsync()
    {
        _qemu!.Dispose();
        await PowerOnAsync();
    }

    /// <summary>Pulls the plug, puts a blank disk in place of one, and boots.</summary>
    public async Task ExchangeDiskAsync(string serial)
    {
        _qemu!.Dispose();
        File.Delete(Path.Combine(_directory, serial + ".qcow2"));
        await CreateDiskAsync(serial, "-o", $"size={_options.Disks[serial]}M");
        await PowerOnAsync();
    }

    /// <summary>Keeps the running machine, its memory and its disks, as it is now under a name; it goes on.</summary>
    public async Task KeepAsync(string name)
    {
        // A connection that nobody holds any more would stay in what is kept.
        _ssh!.Dispose();
        await _qemu!.KeepAsync(name);
        await ConnectAsync();
    }

    /// <summary>Goes on from where the machine was kept.</summary>
    public async Task ReturnAsync(string name)
    {
        _ssh!.Dispose();
        await _qemu!.ReturnAsync(name);
        await ConnectAsync();
        await SetClockAsync();
    }

    /// <summary>Makes a disk larger while the machine runs.</summary>
    public Task GrowDiskAsync(string serial, int mib) => _qemu!.ResizeAsync(serial, mib);

    /// <summary>Stops the machine for good; others can go on from where it was.</summary>
    public async Task SaveAsync(BootedImage destination)
    {
        _ssh!.Dispose();
        await _qemu!.SaveAsync(destination.Memory);
        _qemu.Dispose();
        File.Move(Path.Combine(_directory, "root.qcow2"), destination.Disk);
    }

    public void Dispose()
    {
        _ssh?.Dispose();
        _qemu?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ResumeAsync(BootedImage booted)
    {
        await CreateDiskAsync("root", "-b", booted.Disk, "-F", "qcow2");
        foreach (var (serial, mib) in _options.Disks) await CreateDiskAsync(serial, "-o", $"size={mib}M");
        await PowerOnAsync(booted.Memory);
        await SetClockAsync();
    }

    // The guest's stood still.
    private Task<string> SetClockAsync() => RootAsync($"date --set @{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");

    private async Task CreateDiskAsync(string serial, params string[] how)
    {
        var made = await Command.RunAsync("qemu-img", ["create", "-q", "-f", "qcow2", .. how, Path.Combine(_directory, serial + ".qcow2")]);
        made.ExitCode.ShouldBe(0, made.Error);
    }

    private async Task PowerOnAsync(string? memory = null)
    {
        using var limit = new CancellationTokenSource(BootLimit);
        _qemu = await Qemu.StartAsync(_image, _options, _directory, memory, limit.Token);
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

    // sshd answers early: systemd is still starting units then, and udev is still loading kvm_amd. Asked to --wait while the bus comes up,
    // systemctl may miss the end and wait for ever.
    private async Task WaitForTheEndOfBootAsync()
    {
        var disks = string.Join(' ', _options.Disks.Keys.Select(serial => "/dev/disk/by-id/virtio-" + serial));
        var wait = $$"""
            for second in {1..300}; do
                if systemctl is-system-running | grep -qE 'running|degraded'; then
                    exec udevadm wait --timeout 120 --settle {{disks}} /dev/disk/by-id/virtio-root
                fi
                sleep 1
            done
            exit 1
            """;
        var state = await RunAsync(wait, limit: BootLimit);
        if (state.ExitCode != 0) throw Crashed($"It ends its boot {state.Output} {state.Error}");
    }

    private MachineCrashedException Crashed(string what) => new(what, _qemu!.Log);
}
