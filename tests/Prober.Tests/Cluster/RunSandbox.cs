using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Cluster;

/// <summary>Runs a command in a sandbox; fails where it does, or where it is ended.</summary>
internal delegate Task RunSandbox(Container container, PodNetwork? network, IEnumerable<string> command, SandboxWatch watch, CancellationToken cancellation);

/// <summary>Who is told what becomes of a sandbox.</summary>
/// <param name="Created">It is there, and nothing of its pod runs in it yet.</param>
/// <param name="Line">It has written a line, which was read then.</param>
internal sealed record SandboxWatch(Action Created, Action<string, DateTimeOffset> Line)
{
    /// <summary>It has written a line, which was read just now.</summary>
    public void LineNow(string line) => Line(line, TimeProvider.System.GetUtcNow());
}
