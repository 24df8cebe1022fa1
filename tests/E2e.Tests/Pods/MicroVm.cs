using System.Net.Sockets;
using Stratus.E2e.Tests.Lab;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.E2e.Tests.Pods;

/// <summary>
/// Runs a container as Kata does: in a virtual machine of its own, under a kernel of its own, whose only link is a tap on the pod's. QEMU
/// emulates it.
/// </summary>
internal sealed class MicroVm(HostImage image)
{
    // Of what the machine has, beside what the pod may use.
    private const int OwnMebibytes = 256;

    // Ends in any case in a quarter of an hour.
    private const string Start = """
        folder=$1 space=$2
        shift 2
        timeout 900 ${space:+ip netns exec "${space}"} qemu-system-x86_64 "$@" 2>"${folder}/qemu.log"
        """;

    private const string Tap = """
        address flush dev eth0
        link add br0 type bridge mcast_snooping 0
        tuntap add tap0 mode tap
        link set eth0 master br0
        link set tap0 master br0 up
        link set br0 addrgenmode none up
        """;

    /// <summary>Is a <see cref="RunSandbox"/>.</summary>
    public async Task RunAsync(Container container, PodNetwork? network, IEnumerable<string> command, SandboxWatch watch, CancellationToken cancellation)
    {
        if (container.Volumes.Count > 0) throw new NotSupportedException("a virtual machine has no directories of this one");
        var folder = Directory.CreateTempSubdirectory("stratus-microvm-");
        // A machine that does not come up has no agent to wait for.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var bundle = await container.PrepareInsideAsync(command);
            if (network is not null) await LinkAsync(network, bundle);
            await Tool.RunAsync("sh", "-c", $"cp -a {bundle} {folder}/pod; cd {folder}; {{ cat {image.PodInitrd}; find pod | cpio --quiet -o -H newc; }} >initrd");
            var code = AgentAsync($"{folder}/agent", watch, end.Token);
            await Tool.RunAsync("sh", ["-c", Start, "sh", folder.FullName, network?.Space ?? "", .. Arguments(folder.FullName, network is not null)], watch.LineNow, cancellation);
            if (await code is not "0" and var other) throw new InvalidOperationException($"the pod ended with {other}");
        }
        catch (Exception problem) when (problem is InvalidOperationException or TimeoutException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{problem.Message}\n{await File.ReadAllTextAsync($"{folder}/console", CancellationToken.None)}");
            throw;
        }
        finally
        {
            await end.CancelAsync();
            folder.Delete(recursive: true);
        }
    }

    // As Kata's agent does: it says when its machine has booted, starts the pod when it is told to, and says how that ended.
    private static async Task<string?> AgentAsync(string path, SandboxWatch watch, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        while (!File.Exists(path)) await Task.Delay(5, cancellation);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        if (await reader.ReadLineAsync(cancellation) is null) return null;
        watch.Created();
        await stream.WriteAsync("start\n"u8.ToArray(), cancellation);
        return await reader.ReadLineAsync(cancellation);
    }

    private static async Task LinkAsync(PodNetwork network, string bundle)
    {
        await File.WriteAllTextAsync(Path.Combine(bundle, "links"), network.Links + "\n");
        await Tool.RunAsync("sh", "-c", $"ip -n {network.Space} -batch - <<END\n{Tap}\nEND");
    }

    // The output is a file to QEMU: what is only written is never closed by who reads.
    private IEnumerable<string> Arguments(string folder, bool hasNetwork) =>
    [
        "-accel", "tcg,thread=multi,tb-size=64", "-machine", "q35", "-cpu", "EPYC,-svm", "-m", $"{OwnMebibytes}M", "-nodefaults", "-no-reboot",
        "-display", "none", "-kernel", image.Kernel, "-initrd", $"{folder}/initrd", "-append", Qemu.KernelOptions,
        "-chardev", $"file,id=console,path={folder}/console", "-serial", "chardev:console",
        "-device", "virtio-serial-pci", "-chardev", "file,id=output,path=/dev/stdout", "-device", "virtserialport,nr=1,chardev=output",
        "-chardev", $"socket,id=agent,path={folder}/agent,server=on,wait=on", "-device", "virtserialport,nr=2,chardev=agent",
        "-blockdev", $"driver=file,node-name=disk,filename={image.Disk},read-only=on", "-device", "virtio-blk-pci,drive=disk",
        .. hasNetwork ? (string[])["-netdev", "tap,id=net,ifname=tap0,script=no,downscript=no", "-device", "virtio-net-pci,netdev=net,romfile="] : [],
    ];
}
