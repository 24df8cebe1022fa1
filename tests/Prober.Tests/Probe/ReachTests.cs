using System.Net.Sockets;
using Stratus.Prober.Probe;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Probe;

/// <summary>What a probe in a real container says of real packets, under nftables in the role of a policy engine.</summary>
public sealed class ReachTests
{
    private const string Open = "8080";
    private const string Closed = "8081";

    private static readonly ProbeTarget Server = new("server", ProbeProtocol.Tcp, Wire.There, Open);

    [Fact]
    public async Task Open_refused_silent_and_rejected_are_told_apart()
    {
        Requirements.SkipWithoutContainers();
        await using var wire = await ServedAsync();
        await wire.EnforceAsync("tcp dport 8082 drop", "tcp dport 8083 reject with icmpx type admin-prohibited");
        var attempts = await AttemptsAsync(wire, Server,
            new("closed", ProbeProtocol.Tcp, Wire.There, Closed), new("dropped", ProbeProtocol.Tcp, Wire.There, "8082"),
            new("rejected", ProbeProtocol.Tcp, Wire.There, "8083"), new("elsewhere", ProbeProtocol.Tcp, "203.0.113.1", "80"),
            new("ipv6", ProbeProtocol.Tcp, Wire.ThereIpv6, Open));
        attempts.ShouldBe(new Dictionary<string, Answer>
        {
            ["server"] = Answer.Open,
            ["closed"] = Answer.Refused,
            ["dropped"] = Answer.Silent,
            ["rejected"] = Answer.Unreachable,
            ["elsewhere"] = Answer.Absent,
            ["ipv6"] = Answer.Open,
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_datagram_counts_when_it_is_answered()
    {
        Requirements.SkipWithoutContainers();
        await using var wire = await ServedAsync();
        wire.Serve("UDP4-RECVFROM:9000,fork");
        wire.Serve("UDP4-RECVFROM:9001,fork");
        await wire.EnforceAsync("udp dport 9001 drop");
        await UntilAsync(wire, new("echo", ProbeProtocol.Udp, Wire.There, "9000"), Answer.Open);
        var attempts = await AttemptsAsync(wire, new("dropped", ProbeProtocol.Udp, Wire.There, "9001"), new("nobody", ProbeProtocol.Udp, Wire.There, "9002"));
        attempts["dropped"].ShouldBe(Answer.Silent);
        attempts["nobody"].ShouldBe(Answer.Refused);
    }

    [Fact]
    public async Task A_datagram_that_gets_lost_is_sent_again()
    {
        Requirements.SkipWithoutContainers();
        await using var wire = await ServedAsync();
        wire.Serve("UDP4-RECVFROM:9000,fork");
        await UntilAsync(wire, new("echo", ProbeProtocol.Udp, Wire.There, "9000"), Answer.Open);
        await wire.EnforceAsync("udp dport 9000 numgen inc mod 3 < 2 drop", "icmp type echo-request numgen inc mod 3 < 2 drop");
        var attempts = await AttemptsAsync(wire, new("udp", ProbeProtocol.Udp, Wire.There, "9000"), new("echo", ProbeProtocol.Icmp, Wire.There, ""));
        attempts.ShouldBe(new Dictionary<string, Answer> { ["udp"] = Answer.Open, ["echo"] = Answer.Open }, ignoreOrder: true);
    }

    [Fact]
    public async Task An_association_of_SCTP_is_open_refused_or_silent_as_a_connection_is()
    {
        Requirements.SkipWithoutContainers();
        Assert.SkipUnless(HasSctp, "The kernel of this machine has no SCTP: modprobe sctp");
        await using var wire = await ServedAsync();
        wire.Serve("SCTP4-LISTEN:9100,fork");
        await UntilAsync(wire, new("server", ProbeProtocol.Sctp, Wire.There, "9100"), Answer.Open);
        await wire.EnforceAsync("sctp dport 9102 drop");
        var attempts = await AttemptsAsync(wire, new("closed", ProbeProtocol.Sctp, Wire.There, "9101"), new("dropped", ProbeProtocol.Sctp, Wire.There, "9102"));
        attempts["closed"].ShouldBe(Answer.Refused);
        attempts["dropped"].ShouldBe(Answer.Silent);
    }

    [Theory]
    [InlineData("runc")]
    [InlineData("gVisor")]
    public async Task Where_the_kernel_has_no_SCTP_there_is_no_way_out_by_it_and_nothing_was_dropped(string runtime)
    {
        Requirements.SkipWithoutContainers();
        if (runtime == "gVisor") Requirements.SkipWithoutGVisor();
        else Assert.SkipWhen(HasSctp, "The kernel of this machine has SCTP.");
        using var container = new Container();
        var request = new ProbeRequest { Run = "run", Targets = [new("sctp", ProbeProtocol.Sctp, Wire.There, "443")] };
        var attempt = Attempt.In(runtime == "gVisor" ? await container.UnderGVisorAsync(request) : await container.UnderRuncAsync(request)).ShouldHaveSingleItem();
        attempt.Answer.ShouldBe(Answer.Absent, attempt.Words);
    }

    [Fact]
    public async Task Without_IPv6_in_the_sandbox_there_is_no_way_out_by_it()
    {
        Requirements.SkipWithoutContainers();
        using var container = new Container();
        var log = await container.UnderRuncAsync(new() { Run = "run", Targets = [new("metadata", ProbeProtocol.Tcp, "fd00:ec2::254", "80")] });
        Attempt.In(log).ShouldHaveSingleItem().Answer.ShouldBeOneOf(Answer.Absent, Answer.Unreachable);
    }

    [Fact]
    public async Task The_first_act_of_a_sandbox_shows_a_policy_that_comes_late()
    {
        Requirements.SkipWithoutContainers();
        await using var wire = await ServedAsync();
        // The policy is there when the second connection is tried: two seconds of silence lie between.
        await wire.EnforceAsync("tcp dport 8082 drop");
        using var container = new Container { Network = wire.Sandbox };
        var running = container.UnderRuncAsync(new()
        {
            Run = "run",
            First = new("server", ProbeProtocol.Tcp, Wire.There, Open),
            Targets = [new("slow", ProbeProtocol.Tcp, Wire.There, "8082")],
        });
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        await wire.EnforceAsync("tcp dport 8080 drop");
        Attempt.First(await running)!.Answer.ShouldBe(Answer.Open);

        using var late = new Container { Network = wire.Sandbox };
        Attempt.First(await late.UnderRuncAsync(new() { Run = "run", First = Server }))!.Answer.ShouldBe(Answer.Silent);
    }

    [Fact]
    public async Task What_nobody_answered_is_not_tried_any_more_when_the_probe_is_over()
    {
        Requirements.SkipWithoutContainers();
        await using var wire = await Wire.MakeAsync();
        await wire.EnforceAsync("meta l4proto { tcp, udp, icmp } drop");
        using var container = new Container { Network = wire.Sandbox };
        ProbeTarget[] targets =
        [
            new("tcp", ProbeProtocol.Tcp, Wire.There, "80"), new("udp", ProbeProtocol.Udp, Wire.There, "80"), new("time", ProbeProtocol.Ntp, Wire.There, "123"),
            new("echo", ProbeProtocol.Icmp, Wire.There, ""), new("lookup", ProbeProtocol.Dns, "example.com", Wire.There),
            new("lookup-tcp", ProbeProtocol.DnsTcp, "example.com", Wire.There),
        ];
        var request = new ProbeRequest { Run = "run", First = targets[0], Targets = [.. targets] };
        // The first process of the sandbox stays: what is left a second later was left behind. As the first itself, the probe might wait for it.
        var said = await container.RunAsync(Runtime.Runc, ["bash", "-c", """bash -c "$1" probe probe; sleep 1; printf '%s\n' /proc/[0-9]*""", "stays", request.Program()]);
        Attempt.In(ProbeLog.Parse(said, "run")).Select(attempt => attempt.Answer).ShouldBe(Enumerable.Repeat(Answer.Silent, 1 + targets.Length));
        said.Split('\n').Where(line => line.StartsWith("/proc/")).ShouldBe(["/proc/1"]);
    }

    private static bool HasSctp
    {
        get
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, (ProtocolType)132);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    private static async Task<Wire> ServedAsync()
    {
        var wire = await Wire.MakeAsync();
        wire.Serve($"TCP6-LISTEN:{Open},fork,reuseaddr,ipv6only=0");
        await wire.ListeningAsync(8080);
        return wire;
    }

    private static async Task UntilAsync(Wire wire, ProbeTarget target, Answer wanted)
    {
        while ((await AttemptsAsync(wire, target))[target.Name] != wanted) await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private static async Task<Dictionary<string, Answer>> AttemptsAsync(Wire wire, params ProbeTarget[] targets)
    {
        using var container = new Container { Network = wire.Sandbox };
        var log = await container.UnderRuncAsync(new() { Run = "run", Targets = [.. targets] });
        log.Ended.ShouldBeTrue();
        return Attempt.In(log).ToDictionary(attempt => attempt.Target, attempt => attempt.Answer);
    }
}
