using Stratus.Cli.Projects;
using Stratus.Core.Settings;

namespace Stratus.Cli.Hosts;

/// <summary>A machine to ask: this one, one over SSH, or a host of a stack.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Target">How SSH reaches it; null: this machine, or one with an <see cref="Obstacle"/>.</param>
internal sealed record HostPlace(string Name, HostTarget? Target)
{
    /// <summary>Why it cannot be asked at all; null where it can.</summary>
    public HostError? Obstacle { get; init; }

    /// <summary>What its stack says of it; null for a machine of no stack.</summary>
    public HostSettings? Settings { get; init; }

    /// <summary>What its stack says of the whole platform; null for a machine of no stack.</summary>
    public PlatformSettings? Platform { get; init; }

    /// <summary>This machine.</summary>
    public static HostPlace Here { get; } = new(Environment.MachineName.ToLowerInvariant(), null);

    /// <summary>The hosts of a stack.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="only">The ids of the hosts to ask; empty: all.</param>
    /// <param name="identity">The file of the private key; null: ssh's own choice.</param>
    /// <param name="cancellation">Ends the wait for the stack's files.</param>
    /// <exception cref="ProjectError">The settings are wrong, or there is no host of such an id.</exception>
    public static IReadOnlyList<HostPlace> OfStack(Project project, string stack, IReadOnlyList<string> only, FileInfo? identity, CancellationToken cancellation)
    {
        var settings = SettingsCheck.Read(project, StackConfig.Load(project, stack, cancellation), cancellation);
        var ids = settings.Hosts.Select(host => host.Id).ToList();
        if (only.Except(ids).ToList() is { Count: > 0 } unknown)
            throw new ProjectError($"the stack {stack} has no host {string.Join(", ", unknown)}{Environment.NewLine}  Its hosts: {string.Join(", ", ids)}");
        return [.. settings.Hosts.Where(host => only.Count == 0 || only.Contains(host.Id))
            .Select(host => Of(host, identity) with { Settings = host, Platform = settings })];
    }

    private static HostPlace Of(HostSettings host, FileInfo? identity)
    {
        try
        {
            return new(host.Id, HostTarget.Of(host, identity));
        }
        catch (HostError obstacle)
        {
            return new(host.Id, null) { Obstacle = obstacle };
        }
    }
}
