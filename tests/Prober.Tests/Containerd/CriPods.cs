using Grpc.Core;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.Containerd.Cri;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>Runs a sandbox as a kubelet does: asks containerd for a pod of runc, and for its container, and reads its log.</summary>
internal sealed class CriPods(ContainerRuntime runtime)
{
    private const int Attempts = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Is a <see cref="RunSandbox"/>.</summary>
    public async Task RunAsync(Container container, PodNetwork? network, IEnumerable<string> command, SandboxWatch watch, CancellationToken cancellation)
    {
        var name = $"pod-{Guid.NewGuid():N}";
        if (network is not null) await OfferAsync(name, network);
        var bundle = await container.PrepareInsideAsync(command);
        var pod = CriConfig.Pod(name, runtime.At($"logs/{name}"), container.NameServer);
        var id = (await runtime.Pods.RunPodSandboxAsync(new() { Config = pod }, cancellationToken: cancellation)).PodSandboxId;
        try
        {
            watch.Created();
            var request = new CreateContainerRequest { PodSandboxId = id, SandboxConfig = pod, Config = await CriConfig.ContainerAsync(bundle) };
            var started = new ContainerRequest { ContainerId = (await runtime.Pods.CreateContainerAsync(request, cancellationToken: cancellation)).ContainerId };
            await runtime.Pods.StartContainerAsync(started, cancellationToken: cancellation);
            var end = await FollowAsync(started, new(Path.Combine(pod.LogDirectory, request.Config.LogPath), watch.Line), cancellation);
            if (end.ExitCode != 0) throw new InvalidOperationException($"the container ended with {end.ExitCode}: {end.Reason} {end.Message}");
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("the pod was ended before it was done");
        }
        finally
        {
            await TakeAwayAsync(new() { PodSandboxId = id });
        }
    }

    // A stop that meets the end of what is stopped may fail: a kubelet asks until it does not.
    private async Task TakeAwayAsync(PodSandboxRequest pod)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await runtime.Pods.StopPodSandboxAsync(pod, cancellationToken: CancellationToken.None);
                await runtime.Pods.RemovePodSandboxAsync(pod, cancellationToken: CancellationToken.None);
                return;
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.Unknown && attempt < Attempts)
            {
                await Task.Delay(Interval * attempt);
            }
        }
    }

    // What the network plugin looks for.
    private async Task OfferAsync(string name, PodNetwork network)
    {
        await File.WriteAllTextAsync(runtime.At($"links/{name}.space"), network.Space);
        await File.WriteAllTextAsync(runtime.At($"links/{name}.address"), network.Ipv4 + "/30");
        await File.WriteAllTextAsync(runtime.At($"links/{name}.links"), network.Links + "\n");
    }

    private async Task<ContainerStatus> FollowAsync(ContainerRequest container, CriLog log, CancellationToken cancellation)
    {
        while (true)
        {
            var status = (await runtime.Pods.ContainerStatusAsync(container, cancellationToken: cancellation)).Status;
            // Asked first: whatever was written before the end is in the log then.
            await log.ReadOnAsync();
            if (status.State is ContainerState.ContainerExited or ContainerState.ContainerUnknown) return status;
            await Task.Delay(Interval, cancellation);
        }
    }
}
