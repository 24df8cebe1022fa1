using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Stratus.Core.Scripting;
using Stratus.Tests.Shared.Ssh;

namespace Stratus.Scripts.Tests;

/// <summary>The wait for a host's SSH, against real sshds.</summary>
public sealed class SshAccessTests
{
    private const string Impatient = "GRACE=0; STRATUS_SSH_WAIT_MINUTES=0";

    [Fact]
    public async Task A_host_that_lets_us_in_is_reached_at_once()
    {
        using var server = await SshServer.StartedAsync();

        var run = await RunAsync(To(server));

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
        JsonDocument.Parse(run.Output).RootElement.GetProperty("hostId").GetString().ShouldBe("host-1");
    }

    [Fact]
    public async Task A_host_that_boots_is_waited_for()
    {
        using var server = new SshServer();

        var run = await RunAsync(To(server), whenItWaits: server.StartAsync);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("waiting up to 1 minutes");
        run.Error.ShouldContain("Connection refused");
    }

    [Fact]
    public async Task A_host_that_never_answers_is_given_up_in_the_end()
    {
        using var server = new SshServer();

        var run = await RunAsync(To(server), Impatient);

        Fails(run, "Connection refused", "waited 0 minutes", "is sshd running");
    }

    [Fact]
    public async Task Another_host_key_than_the_pinned_one_ends_it_and_both_are_named()
    {
        using var server = await SshServer.StartedAsync();
        var pinned = SshServer.Stranger().Public;

        var run = await RunAsync(To(server).SetItem("HOST_KEY", pinned));

        Fails(run, Fingerprint(server.HostKey), Fingerprint(pinned), "was the machine installed anew");
    }

    [Fact]
    public async Task A_pinned_key_of_a_type_that_the_host_lacks_ends_it()
    {
        using var server = await SshServer.StartedAsync();
        const string pinned = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=";

        Fails(await RunAsync(To(server).SetItem("HOST_KEY", pinned)), "no host key of the pinned type", "ssh-ed25519");
    }

    [Fact]
    public async Task A_key_that_is_refused_ends_it_after_a_grace()
    {
        using var server = await SshServer.StartedAsync();

        var run = await RunAsync(To(server).SetItem("PRIVATE_KEY", SshServer.Stranger().Private), "GRACE=1");

        Fails(run, "the user or the key is refused", "authorized_keys");
    }

    [Fact]
    public async Task Something_that_is_no_private_key_is_said_to_be_none_without_being_shown()
    {
        using var server = await SshServer.StartedAsync();

        var run = await RunAsync(To(server).SetItem("PRIVATE_KEY", "hunter2-is-no-key"));

        Fails(run, "the private key of the stack is refused", "pulumi config set --secret");
        run.Error.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_user_without_sudo_ends_it()
    {
        using var server = await SshServer.StartedAsync("sh -c 'echo sudo: a password is required >&2; exit 77'");

        Fails(await RunAsync(To(server)), "no sudo without a password: sudo: a password is required", "NOPASSWD");
    }

    [Fact]
    public async Task A_clock_that_is_an_hour_off_ends_it()
    {
        using var server = await SshServer.StartedAsync("date --date '1 hour ago' +%s");

        var run = await RunAsync(To(server));

        Fails(run, "seconds behind the clock here", "timedatectl set-ntp true");
    }

    [Fact]
    public async Task A_host_behind_a_jump_host_is_reached_through_it_with_both_keys_checked()
    {
        using var jump = await SshServer.StartedAsync();
        using var server = await SshServer.StartedAsync();
        // One private key opens both, as with Pulumi's provider.
        File.AppendAllText(jump.PrivateKeyFile + ".pub", File.ReadAllText(server.PrivateKeyFile + ".pub"));

        var through = Through(jump, To(server));
        var run = await RunAsync(through);
        run.ExitCode.ShouldBe(0, run.Error);

        var pinned = SshServer.Stranger().Public;
        Fails(await RunAsync(through.SetItem("JUMP_HOST_KEY", pinned)), "the jump host 127.0.0.1", Fingerprint(jump.HostKey), Fingerprint(pinned));
    }

    [Fact]
    public async Task Nothing_is_left_behind_not_even_the_agent_that_held_the_key()
    {
        using var server = await SshServer.StartedAsync();
        var scratch = Directory.CreateTempSubdirectory("stratus-scratch-").FullName;
        try
        {
            var run = await RunAsync(To(server), $"export TMPDIR={Shell.Quote(scratch)}");

            run.ExitCode.ShouldBe(0, run.Error);
            Directory.EnumerateFileSystemEntries(scratch).ShouldBeEmpty();
            CommandLines().ShouldNotContain(line => line.Contains(scratch, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static ImmutableDictionary<string, string> To(SshServer server) => new Dictionary<string, string>
    {
        ["ADDRESS"] = "127.0.0.1",
        ["PORT"] = $"{server.Port}",
        ["USER"] = "root",
        ["HOST_KEY"] = server.HostKey,
        ["PRIVATE_KEY"] = server.PrivateKey,
        ["WAIT_MINUTES"] = "1",
        ["JUMP_ADDRESS"] = "",
        ["JUMP_PORT"] = "",
        ["JUMP_USER"] = "",
        ["JUMP_HOST_KEY"] = "",
    }.ToImmutableDictionary();

    private static ImmutableDictionary<string, string> Through(SshServer jump, ImmutableDictionary<string, string> to) => to
        .SetItem("JUMP_ADDRESS", "127.0.0.1").SetItem("JUMP_PORT", $"{jump.Port}").SetItem("JUMP_USER", "root").SetItem("JUMP_HOST_KEY", jump.HostKey);

    private static async Task<RunResult> RunAsync(
        ImmutableDictionary<string, string> parameters, string hook = "", Func<Task>? whenItWaits = null)
    {
        var script = new Script
        {
            Name = "components/Hosts/ssh-access.sh",
            Body = SourceTree.Read("components/Hosts/ssh-access.sh") + hook,
            Parameters = parameters.ToImmutableSortedDictionary(one => "STRATUS_SSH_" + one.Key, one => one.Value).Add("STRATUS_HOST_ID", "host-1"),
        };
        var start = new ProcessStartInfo("bash", ["-s", "--", "apply"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SSH_AUTH_SOCK");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(script.RenderForStdin());
        process.StandardInput.Close();
        var error = new StringBuilder();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            error.AppendLine(line);
            if (line.Contains("waiting up to", StringComparison.Ordinal) && whenItWaits is not null) await whenItWaits();
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, await output, error.ToString());
    }

    private static void Fails(RunResult run, params string[] said)
    {
        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldBeEmpty();
        foreach (var text in said.Append("stratus: host-1: ").Append("mend it: ")) run.Error.ShouldContain(text);
    }

    private static string Fingerprint(string key) =>
        "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(key.Split(' ')[1]))).TrimEnd('=');

    private static IEnumerable<string> CommandLines() => Directory.EnumerateDirectories("/proc").Select(directory =>
    {
        try
        {
            return File.ReadAllText(directory + "/cmdline");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    });
}
