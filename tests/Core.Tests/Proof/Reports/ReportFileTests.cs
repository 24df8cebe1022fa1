using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;
using Stratus.Core.Proof;
using Stratus.Core.Proof.Reports;
using Stratus.Core.Tests.Scripting;
using Stratus.Tests.Shared;
using Outcome = Stratus.Core.Proof.Outcome;

namespace Stratus.Core.Tests.Proof.Reports;

public sealed partial class ReportFileTests
{
    private static readonly ProofRun Run = ProofRuns.Healthy(nodes: 1, runtimes: 1, starts: 10);

    private static readonly byte[] File = ProofKeys.Sign(Run);

    [Fact]
    public void What_was_signed_is_read_back_whole()
    {
        var signed = ReportFile.Verify(File, ProofKeys.Signer);

        signed.Report.Verdict.Outcome.ShouldBe(Outcome.Holds);
        signed.Signature.KeyId.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(ProofKeys.Signer.ExportSubjectPublicKeyInfo())));
        signed.Report.Run.Observations.Select(Text).ShouldBe(Run.Observations.Select(Text));
        signed.Report.Run.ColdStarts.ShouldBe(Run.ColdStarts);
        signed.Report.Run.Nodes.ShouldBe(Run.Nodes);
    }

    [Fact]
    public void The_public_half_is_enough_to_verify()
    {
        using var key = ReportKey.ReadPublic(ProofKeys.PublicPem);

        ReportFile.Verify(File, key).Report.Run.Id.ShouldBe(Run.Id);
    }

    // Some five hundred of them, from the first to the last part of the file, none in step with what repeats in it.
    [Fact]
    public void One_changed_byte_anywhere_fails()
    {
        var (random, step) = (new Random(1), File.Length / 500);
        for (var index = 0; index < File.Length; index += random.Next(1, 2 * step))
        {
            var changed = File.ToArray();
            changed[index] ^= (byte)random.Next(1, 256);
            Fails(changed).ShouldBeTrue($"byte {index} of {File.Length} became {changed[index]}");
        }
    }

    [Fact]
    public void Every_byte_of_the_signature_and_around_it_counts()
    {
        var start = Encoding.UTF8.GetString(File).LastIndexOf(",\"signature\":", StringComparison.Ordinal);
        for (var index = start; index < File.Length; index++)
        {
            // All bits of the end, where base64 has some that mean nothing; one of every other byte.
            foreach (var bit in index > File.Length - 8 ? Enumerable.Range(0, 8) : [index % 8])
            {
                var changed = File.ToArray();
                changed[index] ^= (byte)(1 << bit);
                Fails(changed).ShouldBeTrue($"bit {bit} of byte {index}");
            }
        }
    }

    [Property(MaxTest = 100)]
    public bool A_file_that_is_cut_short_or_goes_on_fails(NonNegativeInt length, byte more) =>
        Fails(File[..(length.Get * 7919 % File.Length)]) && Fails([.. File, more]) && Fails([.. File, (byte)'\n']) && Fails([(byte)' ', .. File]);

    [Fact]
    public void Another_key_is_refused_by_its_name_whatever_the_report_says()
    {
        Refused(File, ProofKeys.Other).ShouldContain($"the key given is {ReportKey.Id(ProofKeys.Other)}");
        // Its maker may write any key's name into it.
        var forged = ReportFile.Write(Run, ProofKeys.Other);
        var renamed = Encoding.UTF8.GetString(forged).Replace(ReportKey.Id(ProofKeys.Other), ReportKey.Id(ProofKeys.Signer), StringComparison.Ordinal);
        Refused(Encoding.UTF8.GetBytes(renamed), ProofKeys.Signer).ShouldContain("its signature does not fit");
    }

    [Fact]
    public void A_verdict_that_does_not_follow_from_the_evidence_is_refused_although_it_is_signed()
    {
        var flattering = Resigned(report => report["run"]!["observations"]![0]!["seen"] = "open");

        Refused(flattering).ShouldBe("its verdict does not follow from its evidence");
    }

    [Fact]
    public void Every_part_of_a_verdict_is_judged_anew_but_its_words()
    {
        var leaking = Run.Changed("surface.token", one => one with { Seen = Seen.Open });
        var tree = JsonNode.Parse(ProofKeys.Sign(leaking))!["report"]!.AsObject();
        bool Holds(Action<JsonNode> change)
        {
            var report = tree.DeepClone().AsObject();
            change(report["verdict"]!);
            return !Fails(Signed(report));
        }

        Holds(_ => { }).ShouldBeTrue();
        Holds(verdict => Surface(verdict)["findings"]![0]!["try"] = "other words").ShouldBeTrue();
        Holds(verdict => verdict["outcome"] = "holds").ShouldBeFalse();
        Holds(verdict => verdict["properties"]![3]!["outcome"] = "holds").ShouldBeFalse();
        Holds(verdict => Surface(verdict)["outcome"] = "inconclusive").ShouldBeFalse();
        Holds(verdict => Surface(verdict)["held"] = 2).ShouldBeFalse();
        Holds(verdict => Surface(verdict)["findings"]![0]!["outcome"] = "inconclusive").ShouldBeFalse();
        Holds(verdict => Surface(verdict)["findings"]![0]!["place"]!["node"] = "node2").ShouldBeFalse();
        Holds(verdict => Surface(verdict)["findings"]!.AsArray().Clear()).ShouldBeFalse();
    }

    [Fact]
    public void Members_twice_or_in_another_order_or_with_white_space_are_no_report()
    {
        var text = Encoding.UTF8.GetString(File);
        Unreadable(text[..^1] + ",\"signature\":{}}").ShouldContain("not JSON");
        Unreadable(text.Replace("\"stack\":\"prod\"", "\"stack\":\"prod\",\"stack\":\"prod\"", StringComparison.Ordinal)).ShouldContain("not JSON");
        Refused(Encoding.UTF8.GetBytes(text.Replace("\"stack\":", "\"stack\": ", StringComparison.Ordinal))).ShouldContain("canonical");
        Refused(Encoding.UTF8.GetBytes(text.Replace("prod", "pro\\u0064", StringComparison.Ordinal))).ShouldContain("canonical");
        var signature = text[(text.LastIndexOf(",\"signature\":", StringComparison.Ordinal) + 1)..^1];
        Refused(Encoding.UTF8.GetBytes("{" + signature + "," + text[1..^(signature.Length + 2)] + "}")).ShouldContain("canonical");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("{\"report\":{}}")]
    [InlineData("{\"report\":1,\"signature\":null}")]
    [InlineData("{\"report\":{},\"signature\":{\"algorithm\":\"none\",\"keyId\":\"\",\"value\":\"\"}}")]
    [InlineData("\u0000\u0001")]
    public void What_is_no_report_is_unreadable(string text) => Unreadable(text);

    [Fact]
    public void A_file_beyond_the_limit_is_not_even_parsed() =>
        Unreadable(new byte[ReportFile.MaxBytes + 1]).ShouldContain($"at most {ReportFile.MaxBytes}");

    [Fact]
    public void Nesting_without_end_is_refused() => Unreadable(new string('[', 100_000));

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    public void Another_version_of_the_schema_is_unreadable_and_named(int version) =>
        Unreadable(Resigned(report => report["schemaVersion"] = version)).ShouldContain($"its schemaVersion is {version}");

    [Fact]
    public void A_member_more_less_null_or_of_another_kind_is_unreadable_although_it_is_signed()
    {
        // What may be unknown may be left out; everything else may not, nor be null, nor be a list of one.
        Action<JsonObject, string>[] changes = [(map, key) => map[key] = null, (map, key) => map[key] = new JsonArray(1), (map, key) => map.Remove(key)];
        foreach (var path in Paths(Tree()["report"]!, ""))
        {
            foreach (var change in MayBeUnknown().IsMatch(path) ? changes[..2] : changes)
                Fails(Resigned(report => Change(report, path, change))).ShouldBeTrue(path);
        }
        Unreadable(Resigned(report => report["more"] = 1));
        Unreadable(Resigned(report => report["run"]!["nodes"]!.AsArray().Add(null))).ShouldContain("null");
        Unreadable(Resigned(report => report["run"]!["finished"] = "2026-09-01T08:00:00Z")).ShouldContain("a moment looks like");
        Unreadable(Resigned(report => report["run"]!["observations"]![0]!["seen"] = "Shut")).ShouldContain("another form");
        Unreadable(Resigned(report => report["run"]!["observations"]![0]!["check"] = "kernel.future")).ShouldContain("kernel.future");
    }

    [Fact]
    public void The_signature_can_be_checked_with_jq_and_openssl_alone()
    {
        if (Bash.Run("command -v jq && command -v openssl").ExitCode != 0) Assert.Skip("jq or openssl is not installed");
        var folder = Directory.CreateTempSubdirectory("stratus-report-");
        try
        {
            System.IO.File.WriteAllBytes(Path.Combine(folder.FullName, "report.json"), File);
            System.IO.File.WriteAllText(Path.Combine(folder.FullName, "public.pem"), ProofKeys.PublicPem);

            var (exitCode, output) = Bash.Run($"""
                cd '{folder.FullName}'
                jq -r .signature.value report.json | base64 -d >report.sig
                jq -cjS .report report.json | openssl dgst -sha256 -verify public.pem -signature report.sig
                openssl pkey -pubin -in public.pem -outform DER | sha256sum | cut -d' ' -f1
                """);

            (exitCode, output).ShouldBe((0, $"Verified OK\n{ReportKey.Id(ProofKeys.Signer)}\n"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A dictionary is no value: its entries are.
    private static string Text(Observation one) => $"{one} {string.Join(' ', one.Evidence.Facts.Concat(one.Control!.Evidence.Facts))}";

    private static bool Fails(byte[] file)
    {
        try
        {
            ReportFile.Verify(file, ProofKeys.Signer);
            return false;
        }
        catch (ReportException)
        {
            return true;
        }
    }

    private static string Refused(byte[] file, ECDsa? key = null) => Message(file, key ?? ProofKeys.Signer, ReportFault.Refused);

    private static string Unreadable(string text) => Unreadable(Encoding.UTF8.GetBytes(text));

    private static string Unreadable(byte[] file) => Message(file, ProofKeys.Signer, ReportFault.Unreadable);

    private static string Message(byte[] file, ECDsa key, ReportFault fault)
    {
        var error = Should.Throw<ReportException>(() => ReportFile.Verify(file, key));
        error.Fault.ShouldBe(fault, error.Message);
        return error.Message;
    }

    private static JsonObject Tree() => JsonNode.Parse(File)!.AsObject();

    // What somebody who holds the key could sign, by mistake or with another program.
    private static byte[] Resigned(Action<JsonObject> change)
    {
        var report = Tree()["report"]!.DeepClone().AsObject();
        change(report);
        return Signed(report);
    }

    private static JsonNode Surface(JsonNode verdict) => verdict["properties"]![3]!["checks"]![0]!;

    private static byte[] Signed(JsonObject report)
    {
        var value = ProofKeys.Signer.SignData(Bytes(report), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Bytes(new JsonObject
        {
            ["report"] = report,
            ["signature"] = new JsonObject { ["algorithm"] = "ecdsa-p256-sha256", ["keyId"] = ReportKey.Id(ProofKeys.Signer), ["value"] = Convert.ToBase64String(value) },
        });
    }

    private static byte[] Bytes(JsonNode node) => Rfc8785.Bytes(JsonSerializer.SerializeToElement(node));

    // The members of the first item of every list.
    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject map => map.SelectMany(member => Paths(member.Value!, $"{path}/{member.Key}").Prepend($"{path}/{member.Key}")),
        JsonArray { Count: > 0 } list => Paths(list[0]!, $"{path}/0"),
        _ => [],
    };

    private static void Change(JsonNode report, string path, Action<JsonObject, string> change)
    {
        var keys = path.Split('/')[1..];
        foreach (var key in keys[..^1]) report = key == "0" ? report[0]! : report[key]!;
        change(report.AsObject(), keys[^1]);
    }

    [System.Text.RegularExpressions.GeneratedRegex("/(facts|versions)/|/(admitted|scheduled|pulled|sandboxCreated|guestBooted)$")]
    private static partial System.Text.RegularExpressions.Regex MayBeUnknown();
}
