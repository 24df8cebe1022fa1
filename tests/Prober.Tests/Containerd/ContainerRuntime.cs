using System.Diagnostics;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Stratus.Prober.Tests.Containerd.Cri;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>
/// Debian's containerd, as a node has one, with its network plugin. Whatever it starts is in process and mount namespaces that end with
/// whoever holds its standard input: these tests.
/// </summary>
internal sealed class ContainerRuntime : IAsyncDisposable
{
    /// <summary>The one image that there is.</summary>
    public const string Image = "localhost/sandbox:1";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    // That a namespace was made once makes those of later ones known inside.
    private const string Start = """
        ip netns add stratus-$$ && ip netns delete stratus-$$
        exec unshare --pid --fork --kill-child --mount --mount-proc --propagation slave \
            sh -c 'containerd --config "$1/config.toml" >"$1/log" 2>&1 & read -r _' sh "$1"
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stratus-containerd-");
    private readonly Process process;
    private readonly GrpcChannel channel;

    private ContainerRuntime()
    {
        WriteFiles();
        process = Process.Start(new ProcessStartInfo("sh", ["-c", Start, "sh", folder.FullName]) { RedirectStandardInput = true })!;
        channel = GrpcChannel.ForAddress("http://containerd", new()
        {
            HttpHandler = new SocketsHttpHandler { ConnectCallback = ConnectAsync },
            ThrowOperationCanceledOnCancellation = true,
        });
        Pods = new(channel);
    }

    /// <summary>What runs pods.</summary>
    public RuntimeService.RuntimeServiceClient Pods { get; }

    /// <summary>Where it listens.</summary>
    public string Socket => At("socket");

    /// <summary>Starts it, and gives it its image.</summary>
    public static async Task<ContainerRuntime> StartAsync()
    {
        var runtime = new ContainerRuntime();
        try
        {
            await PodImage.WriteAsync(runtime.At("image.tar"));
            await runtime.LoadAsync();
            return runtime;
        }
        catch
        {
            await runtime.DisposeAsync();
            throw;
        }
    }

    /// <summary>A path in its folder.</summary>
    public string At(string path) => Path.Combine(folder.FullName, path);

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private void WriteFiles()
    {
        foreach (var directory in (string[])["bin", "cni", "links", "logs"]) Directory.CreateDirectory(At(directory));
        foreach (var (script, name) in new[] { ("pod-links.sh", "bin/pod-links"), ("gvisor.sh", "bin/gvisor") })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Containerd", script), At(name));
            File.SetUnixFileMode(At(name), (UnixFileMode)0b111_101_101);
        }
        File.CreateSymbolicLink(At("bin/loopback"), "/usr/lib/cni/loopback");
        File.WriteAllText(At("cni/10-pods.conflist"), """{"cniVersion":"0.4.0","name":"pods","plugins":[{"type":"pod-links"}]}""");
        File.WriteAllText(At("config.toml"), Configuration);
    }

    // What is restricted is what a container may not be allowed itself: to protect others from the kernel's choice when memory ends.
    private string Configuration => $$"""
        version = 2
        root = "{{At("root")}}"
        state = "{{At("state")}}"

        [grpc]
        address = "{{Socket}}"

        [plugins."io.containerd.grpc.v1.cri"]
        sandbox_image = "{{Image}}"
        restrict_oom_score_adj = true
        enable_unprivileged_icmp = true

        [plugins."io.containerd.grpc.v1.cri".cni]
        bin_dir = "{{At("bin")}}"
        conf_dir = "{{At("cni")}}"

        [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
        runtime_type = "io.containerd.runc.v2"
        """;

    private async Task LoadAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var images = new ImageService.ImageServiceClient(channel);
        var status = new ImageStatusRequest { Image = new() { Image = Image } };
        await images.ImageStatusAsync(status, new CallOptions(cancellationToken: limit.Token).WithWaitForReady());
        await Tool.RunAsync("ctr", "--address", Socket, "--namespace", "k8s.io", "images", "import", At("image.tar"));
        // It is told of its images by events.
        while ((await images.ImageStatusAsync(status, cancellationToken: limit.Token)).Image is null) await Task.Delay(20, limit.Token);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (!process.HasExited)
            {
                socket.Dispose();
                await Task.Delay(20, cancellation);
            }
        }
    }
}
