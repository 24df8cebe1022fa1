using Stratus.Prober.Probe;
using Stratus.Prober.Tests.Sandboxes;

namespace Stratus.Prober.Tests.Probe;

/// <summary>Lookups by hand, at a name server of this machine's loopback.</summary>
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

    [Fact]
    public async Task Where_no_name_server_is_the_lookup_is_refused() =>
        (await AttemptAsync(new("lookup", ProbeProtocol.DnsTcp, "www.example.com", "127.53.0.99"))).Answer.ShouldBe(Answer.Refused);

    private static async Task<Attempt> AttemptAsync(ProbeTarget target)
    {
        var log = await Tool.RunAsync("bash", "-c", new ProbeRequest { Run = "run", Targets = [target] }.Program(), "probe", "probe");
        return Attempt.In(ProbeLog.Parse(log, "run")).ShouldHaveSingleItem();
    }
}
