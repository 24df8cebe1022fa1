using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pulumi;
using Stratus.Components.Remote;
using Stratus.Core.Hosts;
using Stratus.Core.Scripting;
using Stratus.Core.Settings;

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

        var preparation = device.Apply(pool => EmbeddedScript.Load(
            "components/Hosts/preparation.sh",
            ("STRATUS_HOST_ID", host.Id),
            ("STRATUS_POOL_KIND", ThinPool.KindOf(Host)),
            ("STRATUS_POOL_DEVICE", pool),
            ("STRATUS_POOL_LOOP_GIB", ThinPool.LoopSizeOf(Host)),
            ("STRATUS_POOL_NAME", ThinPool.Name)));
        // Pulumi runs a command again only when its input changes. What it guards is part of the preflight's input, so that a changed
        // preparation never meets a machine that was last checked for another one.
        var preflight = Output.Tuple(device, preparation).Apply(known => new Preflight
        {
            HostId = host.Id,
            RuntimeClasses = args.RuntimeClasses,
            Role = host.Role,
            PoolKind = ThinPool.KindOf(Host),
            PoolDevice = known.Item1,
            Encryption = args.Encryption,
            Downloads = args.Downloads,
            Guards = DigestOf(known.Item2, host),
        }.Script());
        var passed = RemoteScript.Run($"{name}-preflight", preflight, Host, new() { Parent = this, DependsOn = { Host.Reached } });
        Facts = passed.Stdout;
        RemoteScript.Run($"{name}-preparation", preparation, Host, new() { Parent = this, DependsOn = { passed } });
        RegisterOutputs();
    }

    /// <summary>The machine.</summary>
    public Machine Host { get; }

    /// <summary>What the preflight saw, one line of JSON. Unknown in a preview.</summary>
    [Output("facts")]
    public Output<string> Facts { get; private set; }

    private static string DigestOf(Script preparation, HostSettings host) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(preparation.Digest() + JsonSerializer.Serialize(host))));
}
