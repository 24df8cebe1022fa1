using Pulumi;
using Stratus.Components.Remote;

namespace Stratus.Components.Hosts;

/// <summary>
/// A machine that can run a node: checked without a change first, then kernel modules, sysctls and the thin pool, all restored at boot.
/// </summary>
public sealed class HostPreparation : ComponentResource
{
    /// <summary>Checks and prepares a machine.</summary>
    /// <param name="name">The resource's name; it should be the host's id.</param>
    /// <param name="args">The machine and what it must be able to run.</param>
    /// <param name="options">Pulumi's options.</param>
    public HostPreparation(string name, HostPreparationArgs args, ComponentResourceOptions? options = null)
        : base("stratus:hosts:HostPreparation", name, options)
    {
        Host = args.Host;
        var host = args.Host.Settings;
        var device = ThinPool.DeviceOf(Host);

        var preflight = device.Apply(pool => EmbeddedScript.Load(
            "Hosts/preflight.sh",
            ("STRATUS_HOST_ID", host.Id),
            ("STRATUS_RUNTIMES", string.Join(' ', args.RuntimeClasses)),
            ("STRATUS_POOL_KIND", ThinPool.KindOf(Host)),
            ("STRATUS_POOL_DEVICE", pool)));
        var passed = RemoteScript.Run($"{name}-preflight", preflight, Host.Connection, new() { Parent = this });
        Facts = passed.Stdout;

        var preparation = device.Apply(pool => EmbeddedScript.Load(
            "Hosts/preparation.sh",
            ("STRATUS_HOST_ID", host.Id),
            ("STRATUS_POOL_KIND", ThinPool.KindOf(Host)),
            ("STRATUS_POOL_DEVICE", pool),
            ("STRATUS_POOL_LOOP_GIB", ThinPool.LoopSizeOf(Host)),
            ("STRATUS_POOL_NAME", ThinPool.Name)));
        RemoteScript.Run($"{name}-preparation", preparation, Host.Connection, new() { Parent = this, DependsOn = { passed } });
        RegisterOutputs();
    }

    /// <summary>The machine.</summary>
    public Machine Host { get; }

    /// <summary>What the preflight saw, one line of JSON. Unknown in a preview.</summary>
    [Output("facts")]
    public Output<string> Facts { get; private set; }
}
