using System.Diagnostics;
using System.Text.Json.Nodes;
using Stratus.Prober.Tests.Cluster;
using Stratus.Prober.Tests.ColdStarts;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Limits;

/// <summary>
/// Plays a kubelet whose nodes enforce limits, or do not: containers of runc in cgroups. Everything is a quarter of what pods ask for, as are
/// the hogs of these tests.
/// </summary>
internal sealed class LimitKubelet
{
    /// <summary>Whether sandboxes have limits. Default: yes.</summary>
    public bool Enforces { get; set; } = true;

    /// <summary>A directory that every sandbox has as its <c>/tmp</c>; null: each its own. Default: its own.</summary>
    public string? Shared { get; set; }

    /// <summary>A cgroup that all sandboxes share the processors of, without a limit of their own; null: each has its own. Default: its own.</summary>
    public HostCgroup? Oversold { get; set; }

    public async Task RunAsync(TimedPod pod)
    {
        pod.Bind();
        pod.Become("Running");
        using var container = new Container
        {
            User = 65532,
            TmpMebibytes = Shared is null || !pod.IsSandbox ? Mebibytes(pod, "ephemeral-storage") : 0,
            Cgroup = pod.IsSandbox ? Oversold?.Below : null,
        };
        if (pod.IsSandbox && Shared is not null) container.Volumes["/tmp"] = Shared;
        Limit(container, pod);
        var (program, arguments) = await container.PrepareAsync(Runtime.Runc, Expansion.CommandOf(pod.Pod));
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line) pod.Write(line, TimeProvider.System.GetUtcNow());
        await process.WaitForExitAsync();
        await error;
        pod.Become(process.ExitCode == 0 ? "Succeeded" : "Failed", process.ExitCode);
    }

    private int Mebibytes(TimedPod pod, string resource) =>
        pod.IsSandbox && !Enforces ? 512 : (int)(pod.Pod.Spec.Containers[0].Resources.Limits[resource].ToDecimal() / (4 << 20));

    private void Limit(Container container, TimedPod pod)
    {
        // A quarter of a core, of a tenth of a second each.
        if (!pod.IsSandbox || Oversold is null) container.Limits["cpu"] = new JsonObject { ["quota"] = 25_000, ["period"] = 100_000 };
        container.Limits["memory"] = new JsonObject { ["limit"] = Mebibytes(pod, "memory") << 20 };
        container.Limits["pids"] = new JsonObject { ["limit"] = pod.IsSandbox && Enforces ? 64 : 1024 };
    }
}
