using System.Text;
using Stratus.Core.Proof;
using Stratus.Prober.Probe;

namespace Stratus.Prober.Tests.Probe;

public sealed class ProbeLogTests
{
    private const string Log = """
        stratus-probe run.1 1795633423.361922 began probe 1
        a program under the probe writes too
        stratus-probe run.2 1795633423.370976 kernel bootId another-run
        [    0.1] stratus-probe run.1 1795633423.370976 kernel bootId e1232e6e
        stratus-probe run.1 1795633424.5 target server open 12 
        stratus-probe run.1 1795633424.5 target closed refused 3 Connection refused
        stratus-probe run.1 nonsense target x open 1
        stratus-probe run.1 1795633425 ended probe 1
        """;

    [Fact]
    public void Records_of_the_run_are_read_and_nothing_else()
    {
        var log = ProbeLog.Parse(Log, "run.1");
        log.Ended.ShouldBeTrue();
        log.Records.Length.ShouldBe(5);
        log.Value("kernel", "bootId").ShouldBe("e1232e6e");
        log.Records[0].At.ShouldBe(new DateTimeOffset(2026, 11, 25, 19, 3, 43, TimeSpan.Zero).AddTicks(3_619_220));
        Attempt.In(log).Select(attempt => (attempt.Target, attempt.Answer, attempt.Words)).ShouldBe([("server", Answer.Open, ""), ("closed", Answer.Refused, "Connection refused")]);
    }

    [Fact]
    public void What_was_said_twice_is_believed_not_once() =>
        ProbeLog.Parse(Log + "\nstratus-probe run.1 1795633425 kernel bootId other", "run.1").Value("kernel", "bootId").ShouldBeNull();

    [Fact]
    public void A_log_cut_short_anywhere_proves_nothing()
    {
        var end = Log.LastIndexOf("ended", StringComparison.Ordinal);
        for (var length = 0; length < end; length++)
            KernelReading.Of(ProbeLog.Parse(Log[..length], "run.1"), new("n", "c", LaunchPath.Pod), "p", "e1232e6e").Recognised.ShouldBeNull($"cut after {length}");
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("$(reboot)")]
    [InlineData("")]
    [InlineData("a\nb")]
    public void What_would_not_arrive_as_one_word_is_refused(string text)
    {
        Should.Throw<ArgumentException>(() => new ProbeTarget(text, ProbeProtocol.Tcp, "192.0.2.1", "80"));
        Should.Throw<ArgumentException>(() => new ProbeTarget("name", ProbeProtocol.Tcp, text, "80"));
        Should.Throw<ArgumentException>(() => new ProbeRequest { Run = text }.Program());
    }

    [Fact]
    public void The_program_is_one_argument_of_a_command() =>
        Encoding.UTF8.GetByteCount(new ProbeRequest { Run = "run" }.Program()).ShouldBeLessThan(128 * 1024 / 4);

    [Theory]
    [InlineData("2026-01-02T03:04:05.123456700Z ")]
    [InlineData("2026-01-02T04:04:05.123456700+01:00 ")]
    public void A_line_says_when_its_node_read_it_in_whatever_zone_the_node_is(string stamp) =>
        ProbeLog.Parse($"{stamp}stratus-probe run 1 began probe 1", "run").Records.ShouldHaveSingleItem()
            .Read.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567));

    [Theory]
    [InlineData("")]
    [InlineData("[   12.5] ")]
    [InlineData("12 ")]
    public void What_else_stands_before_a_record_is_no_time(string before) =>
        ProbeLog.Parse($"{before}stratus-probe run 1 began probe 1", "run").Records.ShouldHaveSingleItem().Read.ShouldBeNull();
}
