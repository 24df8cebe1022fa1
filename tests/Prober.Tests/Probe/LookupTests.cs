using Stratus.Prober.Probe;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Probe;

/// <summary>Lookups by hand, at a name server of this machine's loopback; and attempts that come to nothing.</summary>
public sealed class LookupTests
{
    [Theory]
    [InlineData(ProbeProtocol.Dns, "127.53.0.1", 0, true, Answer.Open, "")]
    [InlineData(ProbeProtocol.Dns, "127.53.0.2", 0, false, Answer.Refused, "the name has no address")]
    [InlineData(ProbeProtocol.Dns, "127.53.0.3", 3, false, Answer.Refused, "there is no such name")]
    [InlineData(ProbeProtocol.Dns, "127.53.0.4", 5, false, Answer.Refused, "code 5")]
    [InlineData(ProbeProtocol.DnsTcp, "127.53.0.5", 0, true, Answer.Open, "")]
    [InlineData(ProbeProtocol.DnsTcp, "127.53.0.6", 5, false, Answer.Refused, "code 5")]
    public async Task A_lookup_tells_an_address_from_a_refusal(ProbeProtocol protocol, string resolver, byte code, bool hasAnswer, Answer answer, string words)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "A name server's port is root's: run these tests as root.");
        using var server = new NameServer(resolver, code, hasAnswer);
        var attempt = await AttemptAsync(new("lookup", protocol, "www.example.com", resolver));
        attempt.Answer.ShouldBe(answer);
        if (words.Length > 0) attempt.Words.ShouldBe(words);
        server.Asked.ShouldBe(["www.example.com"]);
    }

    [Theory, InlineData(ProbeProtocol.Dns), InlineData(ProbeProtocol.DnsTcp)]
    public async Task Where_no_name_server_is_the_lookup_is_refused(ProbeProtocol protocol) =>
        (await AttemptAsync(new("lookup", protocol, "www.example.com", "127.53.0.99"))).Answer.ShouldBe(Answer.Refused);

    [Fact]
    public async Task Any_dd_will_do()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "A name server's port is root's: run these tests as root.");
        var busybox = ("dd", "exec busybox dd \"$@\"");
        using var server = new NameServer("127.53.0.10", 0, hasAnswer: true);
        (await AttemptAsync(new("lookup", ProbeProtocol.Dns, "www.example.com", "127.53.0.10"), busybox)).Answer.ShouldBe(Answer.Open);
        (await AttemptAsync(new("lookup", ProbeProtocol.Dns, "www.example.com", "127.53.0.99"), busybox)).Answer.ShouldBe(Answer.Refused);
    }

    [Fact]
    public async Task A_question_that_gets_lost_is_asked_again()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "A name server's port is root's: run these tests as root.");
        using var server = new NameServer("127.53.0.7", 0, hasAnswer: true) { Loses = 2 };
        (await AttemptAsync(new("lookup", ProbeProtocol.Dns, "www.example.com", "127.53.0.7"))).Answer.ShouldBe(Answer.Open);
    }

    [Theory]
    [InlineData(ProbeProtocol.Dns, "127.53.0.8", "dd")]
    [InlineData(ProbeProtocol.Icmp, "127.0.0.1", "perl")]
    public async Task A_sandbox_that_is_slow_to_ask_or_to_read_has_seen_no_silence(ProbeProtocol protocol, string address, string slow)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "A name server's port is root's: run these tests as root.");
        using var server = protocol == ProbeProtocol.Icmp ? null : new NameServer(address, 0, hasAnswer: true);
        var target = protocol == ProbeProtocol.Icmp ? new ProbeTarget("echo", protocol, address, "") : new("lookup", protocol, "www.example.com", address);
        (await AttemptAsync(target, (slow, $"sleep 3; PATH=\"${{PATH#*:}}\" exec {slow} \"$@\""))).Answer.ShouldBe(Answer.Open);
    }

    [Theory]
    [InlineData("kill -KILL $$")]
    [InlineData("exit 0")]
    [InlineData("exit 1")]
    public async Task Whoever_ends_without_a_word_before_the_time_is_up_has_seen_no_silence(string end)
    {
        var attempt = await AttemptAsync(new("echo", ProbeProtocol.Icmp, "127.0.0.1", ""), ("perl", end));
        attempt.Answer.ShouldBe(Answer.Unknown, attempt.Words);
    }

    [Fact]
    public async Task Who_may_open_no_socket_for_an_echo_has_tried_none()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root gives rights away: run these tests as root.");
        // In a network of one's own no group may send echo requests until the network's owner says so.
        var log = await Tool.RunAsync("unshare", "--net", "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all",
            "bash", "-c", Program(new("echo", ProbeProtocol.Icmp, "127.0.0.1", "")), "probe", "probe");
        Attempt.In(ProbeLog.Parse(log, "run")).ShouldHaveSingleItem().Answer.ShouldBe(Answer.Absent);
    }

    private static string Program(ProbeTarget target) => new ProbeRequest { Run = "run", Targets = [target] }.Program();

    private static async Task<Attempt> AttemptAsync(ProbeTarget target, (string Program, string Script)? instead = null)
    {
        var folder = Directory.CreateTempSubdirectory("stratus-instead-");
        try
        {
            if (instead is var (program, script))
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, program), $"#!/bin/bash\n{script}\n");
                File.SetUnixFileMode(Path.Combine(folder.FullName, program), (UnixFileMode)0b111_101_101);
            }
            var log = await Tool.RunAsync("env", $"PATH={folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}", "bash", "-c", Program(target), "probe", "probe");
            return Attempt.In(ProbeLog.Parse(log, "run")).ShouldHaveSingleItem();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
