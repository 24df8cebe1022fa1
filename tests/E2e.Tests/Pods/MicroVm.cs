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

    // Ends with the pod's exit code, and in any case in a quarter of an hour.
    private const string Start = """
        folder=$1 space=$2
        shift 2
        timeout 900 ${space:+ip netns exec "${space}"} qemu-system-x86_64 "$@" 2>"${folder}/qemu.log" || exit
        exit "$(cat "${folder}/code")"
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
    public async Task RunAsync(Container container, PodNetwork? network, IEnumerable<string> command, Action<string> line, CancellationToken cancellation)
    {
        if (container.Volumes.Count > 0) throw new NotSupportedException("a virtual machine has no directories of this one");
        var folder = Directory.CreateTempSubdirectory("stratus-microvm-");
        try
        {
            var bundle = await container.PrepareInsideAsync(command);
            if (network is not null) await LinkAsync(network, bundle);
            await Tool.RunAsync("sh", "-c", $"cp -a {bundle} {folder}/pod; cd {folder}; {{ cat {image.PodInitrd}; find pod | cpio --quiet -o -H newc; }} >initrd");
            await Tool.RunAsync("sh", ["-c", Start, "sh", folder.FullName, network?.Space ?? "", .. Arguments(folder.FullName, network is not null)], line, cancellation);
        }
        catch (Exception end) when (end is InvalidOperationException or TimeoutException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{end.Message}\n{await File.ReadAllTextAsync($"{folder}/console", CancellationToken.None)}");
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
        "-chardev", $"file,id=code,path={folder}/code", "-device", "virtserialport,nr=2,chardev=code",
        "-blockdev", $"driver=file,node-name=disk,filename={image.Disk},read-only=on", "-device", "virtio-blk-pci,drive=disk",
        .. hasNetwork ? (string[])["-netdev", "tap,id=net,ifname=tap0,script=no,downscript=no", "-device", "virtio-net-pci,netdev=net,romfile="] : [],
    ];
}
