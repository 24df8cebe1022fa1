using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Stratus.Core.Scripting;

namespace Stratus.Scripts.Tests;

/// <summary>What a run left on its exit code and streams.</summary>
internal sealed record RunResult(int ExitCode, string Output, string Error);

/// <summary>
/// A host in a directory: <c>root</c> is its file system, <c>bin</c> the only PATH, <c>state</c> what the fake programs keep.
/// </summary>
internal sealed class World : IDisposable
{
    private static readonly string[] Real =
        ["bash", "cat", "mkdir", "rm", "rmdir", "mktemp", "mv", "chmod", "sha256sum", "cmp", "grep", "sort", "awk", "tr", "head", "tail",
         "paste", "readlink", "dd", "truncate", "sed", "wc", "tac", "sleep", "flock", "ls", "ln", "touch", "env", "perl", "basename", "date",
         "find", "cksum", "timeout", "cut"];
    private static readonly string[] Faked =
        ["uname", "id", "stat", "df", "modprobe", "rmmod", "dmsetup", "losetup", "blockdev", "wipefs", "blkdiscard", "apt-get", "dpkg", "dpkg-query", "systemctl",
         "curl", "od", "ip", "umount", "iptables-save", "iptables-restore", "systemd-escape", "tc",
         "nproc", "timedatectl", "systemd-detect-virt", "nft"];
    private static readonly string[] Idle = ["sync", "thin_check", "thin_repair", "mkfs.ext4"];
    private static readonly string[] Directories =
        ["root/etc/sysctl.d", "root/etc/modules-load.d", "root/etc/systemd/system", "root/etc/cni", "root/var/lib", "root/usr/local/bin", "root/run/systemd/system",
         "root/dev/net", "root/dev/mapper", "root/opt", "root/sys/module", "root/sys/class/net", "root/sys/class/block", "root/sys/fs/cgroup", "root/proc/self",
         "root/proc/net", "root/run", "state/dm", "state/active", "state/enabled", "state/packages", "state/answers", "state/absent", "state/broken", "bin"];

    // Bash lines between the script's functions and the line that acts.
    private const string Hook = """is_block_device() { [[ -f "${STRATUS_ROOT}$1" ]]; }""";

    /// <summary>A world in which specimens were applied, one after another.</summary>
    public static World With(params IReadOnlyCollection<Specimen> applied) => KeptWorlds.With(applied);

    public World()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "The host scripts are root's: run these tests as root.");
        foreach (var directory in Directories) System.IO.Directory.CreateDirectory(At(directory));
        foreach (var tool in Real) Link(tool, Find(tool));
        foreach (var tool in Faked) Link(tool, Path.Combine(SourceTree.Fakes, "tool.sh"));
        foreach (var tool in Idle) Link(tool, Find("true"));
        Write("root/proc/self/mounts", "");
        Write("root/proc/swaps", "Filename\tType\n");
        Write("root/proc/net/tcp", "  sl  local_address rem_address   st\n");
        Write("root/proc/meminfo", "MemTotal:        8000000 kB\n");
        foreach (var key in (string[])["vm/panic_on_oom", "vm/overcommit_memory", "kernel/panic", "kernel/panic_on_oops", "net/ipv4/ip_forward"])
            Write("root/proc/sys/" + key, "7\n");
        Write("root/proc/sys/kernel/random/uuid", "00000000-0000-4000-8000-000000000001\n");
        Write("state/active/chrony.service", "");
        Write("root/proc/sys/fs/inotify/max_user_instances", "128\n");
        Write("root/proc/sys/fs/inotify/max_user_watches", "99999999\n");
        using (var disk = File.Create(At("root/dev/disk"))) disk.SetLength(16L << 30);
        HaveKvm();
        File.Copy(Path.Combine(SourceTree.Fakes, "k3s.sh"), At("state/answers/download"));
        File.Copy(Path.Combine(SourceTree.Fakes, "k3s-starts.sh"), At("state/k3s-starts"));
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("stratus-scripts-").FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public string At(string path) => Path.Combine(Directory, path);

    public bool Has(string path) => Path.Exists(At(path));

    public void Write(string path, string text)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    public string Read(string path) => File.ReadAllText(At(path));

    public void Without(string tool) => File.Delete(At("bin/" + tool));

    public void Link(string tool, string target) => File.CreateSymbolicLink(At("bin/" + tool), target);

    // The machine's own where it has one; asked for real on every machine are those that the tests boot.
    private void HaveKvm()
    {
        if (File.Exists("/dev/kvm"))
        {
            File.CreateSymbolicLink(At("root/dev/kvm"), "/dev/kvm");
            return;
        }

        Write("root/dev/kvm", "");
        Without("perl");
        Link("perl", Path.Combine(SourceTree.Fakes, "perl.sh"));
    }

    /// <summary>Keeps the world as it is now, beside it, for <see cref="Restore"/>.</summary>
    public void Save() => Copy(Directory, Saved);

    /// <summary>Puts the world back as it was when it was saved, in the same place: scripts write down where they are.</summary>
    public void Restore()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        Copy(Saved, Directory);
        Variables.Clear();
    }

    /// <summary>How the fake programs were called since the last time it was asked.</summary>
    public string TakeCalls()
    {
        if (!Has("state/calls")) return "";
        var calls = Read("state/calls");
        File.Delete(At("state/calls"));
        return calls;
    }

    public RunResult Apply(Specimen specimen, string hook = "") => Run(specimen, "apply", hook);

    public RunResult Remove(Specimen specimen, string hook = "") => Run(specimen, "remove", hook);

    /// <summary>Applies specimens, one after another, all of which have to succeed.</summary>
    public void Prepare(params IEnumerable<Specimen> specimens)
    {
        foreach (var specimen in specimens) Apply(specimen).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(0, run.Error));
    }

    public string Render(Specimen specimen, string hook = "") => Render("source " + specimen.Script + "\n", specimen.Parameters, hook);

    /// <summary>The program that the platform would send, with this world's root and the hooks put in; the body lies at the repository's root.</summary>
    public string Render(string body, IReadOnlyDictionary<string, string> parameters, string hook = "")
    {
        var script = new Script { Name = "test", Body = ScriptFiles.Inline("", path => path.Length == 0 ? body : SourceTree.Text(path)), Parameters = parameters.ToImmutableSortedDictionary() };
        var program = script.RenderForStdin();
        var end = program.LastIndexOf('\n') + 1;
        return $"export STRATUS_ROOT={Shell.Quote(At("root"))}\n{program[..end]}{Hook}\n{hook}\n{program[end..]}";
    }

    public RunResult Run(Specimen specimen, string verb, string hook = "") => Bash(Render(specimen, hook), verb);

    public RunResult Bash(string input, string verb)
    {
        var start = new ProcessStartInfo(Find("bash"), ["-s", "--", verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = At("bin");
        start.Environment["FAKE_STATE"] = At("state");
        start.Environment["FAKE_ROOT"] = At("root");
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or was killed, before it had read everything.
        }
        var ended = process.WaitForExit(60_000);
        if (!ended) process.Kill(entireProcessTree: true);
        ended.ShouldBeTrue($"the script hangs: {error.Result}");
        return new(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Every path with its kind, mode and content, and every effect that a fake program keeps.</summary>
    public string Snapshot(bool withTimes = false)
    {
        var lines = new List<string>();
        foreach (var part in (string[])["root", "state"])
        {
            foreach (var entry in new DirectoryInfo(At(part)).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            {
                if (entry.FullName == At("state/calls") || entry.FullName == At("state/environments")) continue;
                var time = withTimes ? entry.LastWriteTimeUtc.Ticks.ToString() : "";
                lines.Add($"{Path.GetRelativePath(Directory, entry.FullName)} {Describe(entry)} {time}");
            }
        }
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Fails with the lines, and only the lines, in which this world differs from an earlier snapshot.</summary>
    public void ShouldBeAs(string snapshot, string because = "")
    {
        var (expected, actual) = (snapshot.Split('\n'), Snapshot().Split('\n'));
        var differences = expected.Except(actual).Select(line => "- " + line).Concat(actual.Except(expected).Select(line => "+ " + line));
        differences.ShouldBeEmpty(because);
    }

    /// <summary>Who is given the world when it is disposed of. Default: nobody; it is deleted.</summary>
    public Action<World>? Disposed { get; init; }

    public void Dispose()
    {
        if (Disposed is null) Delete();
        else Disposed(this);
    }

    /// <summary>Deletes it, and what was saved of it.</summary>
    public void Delete()
    {
        foreach (var directory in (string[])[Directory, Saved])
            if (System.IO.Directory.Exists(directory)) System.IO.Directory.Delete(directory, recursive: true);
    }

    private string Saved => Directory + ".saved";

    // With its times, links and holes.
    private static void Copy(string from, string to)
    {
        using var copy = Process.Start(Find("cp"), ["--archive", "--sparse=always", from, to]);
        copy.WaitForExit();
        copy.ExitCode.ShouldBe(0);
    }

    private string Describe(FileSystemInfo entry) => entry switch
    {
        { LinkTarget: not null } => "-> " + Anywhere(entry.LinkTarget),
        DirectoryInfo => "directory " + entry.UnixFileMode,
        FileInfo { Length: > 1 << 20 } large => "large " + large.Length + " " + Convert.ToHexString(Head(large)),
        // The order in which a claim's facts were noted differs after a kill, and means nothing.
        FileInfo { Extension: ".claim" } claim => string.Join(';', File.ReadAllLines(claim.FullName).Where(line => !line.StartsWith("started ", StringComparison.Ordinal))
            .Select(Comparable).Order(StringComparer.Ordinal)),
        _ => entry.UnixFileMode + " " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Anywhere(File.ReadAllText(entry.FullName))))),
    };

    // A file that names this world's directory has another sum in each: what counts is whether the noted one is right.
    private string Comparable(string line)
    {
        if (line.Split(' ') is not [var key, var mode, var sum] || !key.StartsWith("put:", StringComparison.Ordinal)) return line;
        var path = At("root" + key["put:".Length..]);
        var isRight = File.Exists(path) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) == sum;
        return $"{key} {mode} {(isRight ? "as put" : "another")}";
    }

    private string Anywhere(string text) => text.Replace(Directory, "", StringComparison.Ordinal);

    private static byte[] Head(FileInfo file)
    {
        using var stream = file.OpenRead();
        var head = new byte[4096];
        stream.ReadExactly(head);
        return SHA256.HashData(head);
    }

    private static string Find(string tool) => ((string[])["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"])
        .Select(directory => directory + tool).FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(tool);
}
