using Stratus.Core.Proof;

namespace Stratus.Prober.Smoke;

/// <summary>What a sandbox sees of the cluster and of its host, beside a privileged pod that must see it.</summary>
internal static class SurfaceObservations
{
    private static readonly (string Check, string Name, string Clean, string What)[] Looks =
    [
        ("surface.token", "token", "absent", "the token of a service account is {0}"),
        ("surface.devices", "devices", "none", "devices beyond those of every container: {0}"),
        ("surface.cgroups", "cgroups", "none", "cgroups that can be written: {0}"),
    ];

    // gVisor has devices of its own under the names of the kernel's: they lead nowhere but into its own kernel.
    private static readonly string[] DevicesOfGVisor = ["/dev/fuse", "/dev/net/tun"];

    public static IEnumerable<Observation> Of(Sighting sighting, RuntimeKind? kind) =>
        from look in Looks
        let sandbox = WithoutOwn(look.Name, sighting.Sandbox.Log.Value("surface", look.Name), kind)
        let control = sighting.Control.Log.Value("surface", look.Name)
        select new Observation
        {
            Check = look.Check,
            Place = sighting.Place,
            Seen = Judge(sighting.Sandbox, sandbox, look.Clean),
            Evidence = sighting.Sandbox.Evidence(Words(look.What, sandbox)),
            Control = new() { Seen = Judge(sighting.Control, control, look.Clean), Evidence = sighting.Control.Evidence(Words(look.What, control)) },
        };

    private static string? WithoutOwn(string name, string? value, RuntimeKind? kind) =>
        name != "devices" || kind != RuntimeKind.GVisor || value is null ? value
        : string.Join(' ', value.Split(' ').Except(DevicesOfGVisor)) is { Length: > 0 } others ? others : "none";

    private static Seen Judge(PodLog pod, string? value, string clean) =>
        !pod.Log.Ended || value is null ? Seen.Nothing : value == clean ? Seen.Shut : Seen.Open;

    private static string Words(string format, string? value) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, format, value ?? "unknown, the probe did not tell");
}
