using System.Text.Json.Nodes;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Tests.Sandboxes;

/// <summary>Runs a probe in a real container, of runc or of gVisor, as a container runtime would start a pod's.</summary>
internal sealed class Container : IDisposable
{
    // runc's own, which is the same for all.
    private static readonly Lazy<Task<string>> Specification = new(SpecifyAsync);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stratus-sandbox-");

    private string Root => Path.Combine(folder.FullName, "rootfs");

    /// <summary>The path of a network namespace; null: one of its own, without links.</summary>
    public string? Network { get; init; }

    /// <summary>Whether its network is the machine's. Default: no.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>The resolver that it is told of; null: none.</summary>
    public string? NameServer { get; init; }

    /// <summary>Directories of this machine to mount: where to, and from where.</summary>
    public Dictionary<string, string> Volumes { get; } = [];

    /// <summary>Whether each run starts from a fresh root. Default: yes. No: what one run leaves, the next finds.</summary>
    public bool FreshRoot { get; init; } = true;

    /// <summary>Directories of its root that everybody may write, beside <c>/tmp</c> and <c>/var/tmp</c>. Default: none.</summary>
    public IReadOnlyList<string> Directories { get; init; } = [];

    /// <summary>Who its program runs as. Default: root.</summary>
    public long User { get; init; }

    /// <summary>Whether it has cgroups that can be written, and a device of the machine. Default: no.</summary>
    public bool Privileged { get; init; }

    /// <summary>Its environment, beside the defaults.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether its root may not be written. Default: it may.</summary>
    public bool ReadOnlyRoot { get; init; }

    /// <summary>Its cgroups' limits, as the runtime specification has them. Default: none.</summary>
    public JsonObject Limits { get; } = [];

    /// <summary>Where its cgroup is; null: where the runtime has it.</summary>
    public string? Cgroup { get; init; }

    /// <summary>The size of a file system in memory at <c>/tmp</c>, in mebibytes; 0: none. Default: 0.</summary>
    public int TmpMebibytes { get; init; }

    /// <summary>What the probe said under <c>runc</c>.</summary>
    public async Task<ProbeLog> UnderRuncAsync(ProbeRequest request) => ProbeLog.Parse(await RunAsync(Runtime.Runc, Command(request)), request.Run);

    /// <summary>What the probe said under gVisor.</summary>
    public async Task<ProbeLog> UnderGVisorAsync(ProbeRequest request) => ProbeLog.Parse(await RunAsync(Runtime.GVisor, Command(request)), request.Run);

    /// <summary>What a command wrote.</summary>
    public async Task<string> RunAsync(Runtime runtime, IEnumerable<string> command)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var lines = new List<string>();
        await RunAsync(runtime, command, lines.Add, deadline.Token);
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>Passes on what a command writes, a line at a time; fails where it does, or where it is ended.</summary>
    public async Task RunAsync(Runtime runtime, IEnumerable<string> command, Action<string> line, CancellationToken cancellation)
    {
        var (program, arguments) = await PrepareAsync(runtime, command);
        try
        {
            await Tool.RunAsync(program, arguments, line, cancellation);
        }
        catch (TimeoutException)
        {
            // What runs inside outlives who started it.
            await Tool.RunAsync(program, [.. Options(runtime), "delete", "--force", arguments[^1]]);
            throw;
        }
    }

    /// <summary>Makes everything ready for a command; what then starts it.</summary>
    public async Task<(string Program, string[] Arguments)> PrepareAsync(Runtime runtime, IEnumerable<string> command)
    {
        MakeRoot();
        await WriteConfigurationAsync(command);
        return (runtime == Runtime.Runc ? "runc" : "runsc", [.. Options(runtime), "run", "--bundle", folder.FullName, $"stratus-{Guid.NewGuid():N}"]);
    }

    /// <summary>Makes everything ready for a command whose network somebody else sees to, such as a virtual machine's or containerd's; the folder that a runtime is given.</summary>
    public async Task<string> PrepareInsideAsync(IEnumerable<string> command)
    {
        MakeRoot();
        await WriteConfigurationAsync(command, isInside: true);
        return folder.FullName;
    }

    // Debian's gVisor cannot take over a link on a new kernel, so its own network stack has none: its sockets are those of the pod's network
    // namespace, where there is one. What a sandbox writes stays in gVisor's memory unless it is told otherwise.
    private string[] Options(Runtime runtime) => runtime == Runtime.Runc ? []
        : ["--platform=systrap", $"--network={(Network is null ? "none" : "host")}", "--ignore-cgroups", $"--root={folder.FullName}/state", .. FreshRoot ? (string[])[] : ["--overlay2=none"]];

    public void Dispose() => folder.Delete(recursive: true);

    private static string[] Command(ProbeRequest request) => ["bash", "-c", request.Program(), "probe", "probe"];

    private void MakeRoot()
    {
        if (FreshRoot && Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
        if (Directory.Exists(Root)) return;
        foreach (var path in (string[])["bin", "proc", "dev", "sys", "tmp", "etc", "run", "usr", "var/tmp", .. Directories]) Directory.CreateDirectory(Path.Combine(Root, path));
        foreach (var path in (string[])["tmp", "var/tmp", .. Directories])
            File.SetUnixFileMode(Path.Combine(Root, path), (UnixFileMode)0b001_111_111_111 | UnixFileMode.StickyBit);
        Install("bash-static", "bash");
        foreach (var name in (string[])["dmesg", "dd"]) Install("busybox", name);
        if (NameServer is not null) File.WriteAllText(Path.Combine(Root, "etc/resolv.conf"), $"nameserver {NameServer}\n");
        // Where they would be linked to on the machine, whose perl is used as it is.
        foreach (var name in (string[])["lib", "lib64"]) Directory.CreateSymbolicLink(Path.Combine(Root, name), $"usr/{name}");
    }

    /// <summary>Puts a program of this machine into its root, under a name.</summary>
    public void Install(string program, string name)
    {
        var file = new FileInfo(((string[])["/usr/bin", "/bin"]).Select(directory => Path.Combine(directory, program)).First(File.Exists));
        File.Copy(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName, Path.Combine(Root, "bin", name));
    }

    private async Task WriteConfigurationAsync(IEnumerable<string> command, bool isInside = false)
    {
        var configuration = JsonNode.Parse(await Specification.Value)!;
        var process = configuration["process"]!;
        process["terminal"] = false;
        process["args"] = new JsonArray([.. command.Select(word => JsonValue.Create(word))]);
        foreach (var (name, value) in Variables) process["env"]!.AsArray().Add($"{name}={value}");
        process["user"] = new JsonObject { ["uid"] = User, ["gid"] = User };
        configuration["root"]!["readonly"] = ReadOnlyRoot;
        var mounts = configuration["mounts"]!.AsArray();
        mounts.Add(Bind("/usr", "/usr", "ro"));
        foreach (var (target, source) in Volumes) mounts.Add(Bind(target, source));
        if (TmpMebibytes > 0) mounts.Add(Memory("/tmp", TmpMebibytes));
        foreach (var (name, limit) in Limits) configuration["linux"]!["resources"]![name] = limit!.DeepClone();
        if (Privileged)
        {
            foreach (var (_, capabilities) in process["capabilities"]!.AsObject()) capabilities!.AsArray().Add("CAP_NET_RAW");
            mounts.Add(Bind("/dev/kmsg", "/dev/kmsg"));
            mounts.First(mount => (string?)mount!["type"] == "cgroup")!["options"] = new JsonArray("nosuid", "noexec", "nodev", "relatime", "rw");
        }
        if (Cgroup is not null) configuration["linux"]!["cgroupsPath"] = Cgroup;
        var namespaces = configuration["linux"]!["namespaces"]!.AsArray();
        var network = namespaces.First(one => (string?)one!["type"] == "network")!;
        if (HostNetwork || isInside) namespaces.Remove(network);
        else if (Network is not null)
        {
            network["path"] = Network;
            // As containerd does: whoever has a network may send echo requests.
            configuration["linux"]!["sysctl"] = new JsonObject { ["net.ipv4.ping_group_range"] = "0 2147483647" };
        }
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config.json"), configuration.ToJsonString());
    }

    private static async Task<string> SpecifyAsync()
    {
        var bundle = Directory.CreateTempSubdirectory("stratus-specification-");
        await Tool.RunAsync("runc", "spec", "--bundle", bundle.FullName);
        var specification = await File.ReadAllTextAsync(Path.Combine(bundle.FullName, "config.json"));
        bundle.Delete(recursive: true);
        return specification;
    }

    private static JsonObject Memory(string target, int mebibytes) => new()
    {
        ["destination"] = target,
        ["source"] = "tmpfs",
        ["type"] = "tmpfs",
        ["options"] = new JsonArray("nosuid", "nodev", $"size={mebibytes}m", "mode=1777"),
    };

    private static JsonObject Bind(string target, string source, string mode = "rw") => new()
    {
        ["destination"] = target,
        ["source"] = source,
        ["type"] = "bind",
        ["options"] = new JsonArray("rbind", mode),
    };
}

/// <summary>What runs a container.</summary>
internal enum Runtime
{
    /// <summary>Namespaces of the machine's own kernel.</summary>
    Runc,

    /// <summary>gVisor.</summary>
    GVisor,
}
