using System.Text;
using System.Text.Json.Nodes;
using Stratus.Cli.Tests.Plans;
using Stratus.Cli.Tests.Programs;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Reports;
using Stratus.Tests.Shared;

namespace Stratus.Cli.Tests.Reports;

public sealed class VerifyCommandTests : IDisposable
{
    private static readonly ProofRun Healthy = ProofRuns.Healthy(nodes: 1, runtimes: 2, starts: 20);

    private readonly SignedFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_report_that_is_genuine_and_holds_is_exit_code_0()
    {
        var result = await _files.VerifyAsync(Healthy);

        result.Code.ShouldBe(0, result.Errors);
        result.Errors.ShouldBeEmpty();
        result.Output.ShouldContain("report.json  holds");
        result.Output.ShouldContain($"good, by key {ReportKey.Id(ProofKeys.Signer)}");
    }

    [Fact]
    public async Task A_leak_is_exit_code_1_and_says_where_why_and_what_to_try()
    {
        var result = await _files.VerifyAsync(Healthy.Changed(Checks.EgressDenied, one => one with { Seen = Seen.Open }, "kubelet"));

        result.Code.ShouldBe(1);
        result.Output.ShouldContain("Seen not to hold: egress.");
        result.Output.ShouldContain("node1 × kata-fc × job → kubelet");
        result.Output.ShouldContain("try        kubectl get networkpolicies");
    }

    [Fact]
    public async Task A_disk_that_is_full_does_not_refute_a_report()
    {
        var result = await ProgramRuns.RunAsync("verify", _files.Write("report.json", Healthy), "--key", _files.Key, "--json", "/dev/full");

        result.Code.ShouldBe(2);
        result.Errors.ShouldContain("what was found could not be written: ");
    }

    [Fact]
    public async Task What_is_not_proven_is_exit_code_1_too()
    {
        var result = await _files.VerifyAsync(Healthy with { Observations = Healthy.Observations.RemoveAt(0) });

        result.Code.ShouldBe(1);
        result.Output.ShouldContain("Nothing was seen to be broken, and this was not proven: own kernel.");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_verified_and_nothing_is_shown_or_written()
    {
        var result = await ProgramRuns.RunAsync("verify", _files.Write("report.json", Healthy), "--html", _files["page.html"]);

        result.Code.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldContain("nothing was verified, for no --key was given: not who made the report");
        result.Errors.ShouldContain("stratus verify REPORT --key public.pem");
        File.Exists(_files["page.html"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_key_or_a_changed_byte_is_exit_code_1_and_nothing_is_shown_or_written()
    {
        var report = _files.Write("report.json", Healthy);
        var changed = Encoding.UTF8.GetBytes(File.ReadAllText(report).Replace("\"stack\":\"prod\"", "\"stack\":\"prof\"", StringComparison.Ordinal));

        foreach (var (file, key) in (IEnumerable<(string, string)>)[(report, _files["other.pem"]), (_files.Write("changed.json", changed), _files.Key)])
        {
            var result = await ProgramRuns.RunAsync("verify", file, "--key", key, "--html", _files["page.html"], "--junit", _files["junit.xml"]);

            result.Code.ShouldBe(1, result.Errors);
            result.Output.ShouldBeEmpty();
            result.Errors.ShouldStartWith($"stratus: {file}: ");
            File.Exists(_files["page.html"]).ShouldBeFalse();
            File.Exists(_files["junit.xml"]).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_exit_code_2_and_named()
    {
        var report = _files.Write("report.json", Healthy);
        await Unreadable("no-such.json", _files.Key, "cannot be read");
        await Unreadable(_files.Write("empty.json", []), _files.Key, "not JSON, or cut short");
        await Unreadable(_files.Write("cut.json", File.ReadAllBytes(report)[..1000]), _files.Key, "not JSON, or cut short");
        await Unreadable(report, "no-such.pem", "no-such.pem cannot be read: there is no such file or folder");
        await Unreadable(report, _files.Write("no-key.json", "{}"u8.ToArray()), "it is no key in PEM");
        await Unreadable(report, _files.Write("private.pem", Encoding.UTF8.GetBytes(ProofKeys.Signer.ExportPkcs8PrivateKeyPem())), "it is a private key");
    }

    [Theory]
    [InlineData(-23, 0)]
    [InlineData(-25, 1)]
    [InlineData(2, 1)]
    public async Task A_report_may_be_too_old_and_may_not_be_of_the_future(int hours, int code)
    {
        var finished = TimeProvider.System.GetUtcNow().AddHours(hours);
        var shift = finished - Healthy.Finished;
        var run = Healthy with
        {
            Started = Healthy.Started + shift,
            Finished = finished,
            Observations = [.. Healthy.Observations.Select(one => one with
            {
                Evidence = one.Evidence with { At = one.Evidence.At + shift },
                Control = one.Control! with { Evidence = one.Control.Evidence with { At = one.Control.Evidence.At + shift } },
            })],
        };

        var result = await _files.VerifyAsync(run, "--max-age", "24h");

        result.Code.ShouldBe(code, result.Output);
        result.Output.ShouldContain("report.json  holds");
        if (code == 1) result.Output.ShouldContain(hours > 0 ? "in the future" : "may be 24 hours old");
        result.Output.Contains("And yet it is refused: it ended").ShouldBe(code == 1);
    }

    [Fact]
    public async Task A_run_that_is_slower_than_earlier_ones_is_exit_code_1_and_names_phase_and_change()
    {
        string[] earlier = [.. Enumerable.Range(1, 6).Select(seed => _files.Write($"{seed}.json", ProofRuns.Healthy(seed, 1, 2, 20)))];

        var slower = await _files.VerifyAsync(ProofRuns.Healthy(9, 1, 2, 20, slower: 1.8), ["--history", .. earlier]);
        slower.Code.ShouldBe(1);
        slower.Output.ShouldContain("And yet it is refused: cold starts became slower than in the runs before.");
        slower.Output.ShouldContain("slower     kata-fc, one after another, image present: total +");

        var same = await _files.VerifyAsync(ProofRuns.Healthy(9, 1, 2, 20), ["--history", .. earlier]);
        same.Code.ShouldBe(0, same.Output);
        same.Output.ShouldContain("14 series compared with 6 earlier runs: none became slower");
    }

    [Fact]
    public async Task An_earlier_report_that_is_not_genuine_is_named_and_ends_it()
    {
        var forged = _files.Write("forged.json", ReportFile.Write(Healthy, ProofKeys.Other));

        var result = await _files.VerifyAsync(Healthy, "--history", forged);

        result.Code.ShouldBe(1);
        result.Errors.ShouldContain("forged.json: it was signed by the key");
    }

    [Fact]
    public async Task As_JSON_it_fits_the_schema_whatever_comes_of_it()
    {
        var schema = JsonSchemaCheck.Load(RepositoryFiles.Path("docs/verify.schema.json"));
        string[] earlier = [.. Enumerable.Range(1, 6).Select(seed => _files.Write($"{seed}.json", ProofRuns.Healthy(seed, 1, 1, 20)))];
        var good = await _files.VerifyAsync(ProofRuns.Healthy(9, 1, 1, 20, slower: 2), ["--json", "-", "--history", .. earlier]);
        var wrongKey = await ProgramRuns.RunAsync("verify", _files["report.json"], "--key", _files["other.pem"], "--json", "-");
        var noReport = await ProgramRuns.RunAsync("verify", _files["no-such.json"], "--key", _files.Key, "--json", "-");

        foreach (var result in (CommandResult[])[good, wrongKey, noReport]) schema.Check(JsonNode.Parse(result.Output)).ShouldBeEmpty();
        JsonNode.Parse(good.Output)!["holds"]!.GetValue<bool>().ShouldBeFalse();
        JsonNode.Parse(good.Output)!["failure"]!.GetValue<string>().ShouldContain("slower");
        JsonNode.Parse(good.Output)!["comparisons"]!.AsArray().ShouldContain(one => one!["isRegression"]!.GetValue<bool>());
        JsonNode.Parse(wrongKey.Output)!["signature"]!.GetValue<string>().ShouldBe("refused");
        JsonNode.Parse(noReport.Output)!["signature"]!.GetValue<string>().ShouldBe("unreadable");
    }

    [Fact]
    public async Task A_broken_run_is_written_in_every_form_too()
    {
        var result = await _files.VerifyAsync(Healthy.Changed("surface.token", one => one with { Seen = Seen.Open }),
            "--html", _files["page.html"], "--markdown", _files["report.md"], "--junit", _files["junit.xml"], "--json", _files["verify.json"]);

        result.Code.ShouldBe(1);
        foreach (var name in (string[])["page.html", "report.md", "junit.xml", "verify.json"])
            File.ReadAllText(_files[name]).ShouldContain("broken", customMessage: name);
    }

    [Fact]
    public async Task What_a_report_says_cannot_move_the_cursor()
    {
        var result = await _files.VerifyAsync(HostileRun.Of(Healthy).Changed(Checks.EgressDenied, one => one with { Seen = Seen.Open }));

        result.Code.ShouldBe(1);
        result.Output.ShouldContain("\\u001b[2J");
        result.Output.Where(character => char.IsControl(character) && character != '\n').ShouldBeEmpty();
    }

    private static async Task Unreadable(string report, string key, string message)
    {
        var result = await ProgramRuns.RunAsync("verify", report, "--key", key);
        result.Code.ShouldBe(2, result.Errors);
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldContain(message);
    }
}
