using System.Security.Cryptography;

namespace Stratus.Scripts.Tests;

/// <summary>The real curl against a real TLS server.</summary>
public sealed class FetchTests : IDisposable
{
    private const string Body = """
        apply() { exclusive; claim probe; fetch_pinned "${STRATUS_URL}" "${STRATUS_SUM}" /opt/thing 0755; ready; printf '{}\n'; }
        remove() { claim_to_remove probe || return 0; release; }
        : "${STRATUS_URL:?}"
        : "${STRATUS_SUM?}"
        : "${STRATUS_ALLOW_UNPINNED:?}"
        source core/Scripting/fetch.sh

        """;
    private static readonly byte[] Artefact = RandomNumberGenerator.GetBytes(100_000);
    private static readonly string Sum = Convert.ToHexStringLower(SHA256.HashData(Artefact));
    private readonly World world = new();
    private readonly TlsServer server;

    public FetchTests()
    {
        server = new TlsServer(new() { ["/thing"] = Artefact });
        world.Without("curl");
        world.Link("curl", "/usr/bin/curl");
        world.Write("ca.pem", server.CertificatePem);
        world.Variables["CURL_CA_BUNDLE"] = world.At("ca.pem");
    }

    public void Dispose()
    {
        server.Dispose();
        world.Dispose();
    }

    [Fact]
    public void The_right_sum_is_installed_once()
    {
        Fetch(server.Url + "/thing", Sum).ExitCode.ShouldBe(0);
        Fetch(server.Url + "/thing", Sum).ExitCode.ShouldBe(0);

        File.ReadAllBytes(world.At("root/opt/thing")).ShouldBe(Artefact);
        ((int)File.GetUnixFileMode(world.At("root/opt/thing"))).ShouldBe(Convert.ToInt32("755", 8));
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public void A_wrong_sum_is_refused_and_installs_nothing() =>
        Refused(Fetch(server.Url + "/thing", new string('0', 64)), $"has sha256 {Sum}, the lock says 0000");

    [Fact]
    public void A_missing_sum_is_refused() => Refused(Fetch(server.Url + "/thing", ""), "the lock has no sha256", "stratus lock refresh");

    [Fact]
    public void A_missing_sum_is_accepted_aloud_where_that_is_allowed()
    {
        var run = Fetch(server.Url + "/thing", "", allowUnpinned: "true");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("WARNING");
        run.Error.ShouldContain("UNCHECKED");
        world.Has("root/opt/thing").ShouldBeTrue();
    }

    [Fact]
    public void Plain_http_is_refused() => Refused(Fetch("http://127.0.0.1:1/thing", Sum), "is not an https address");

    [Fact]
    public void What_is_not_there_is_refused() => Refused(Fetch(server.Url + "/other", Sum), "could not be fetched", "404");

    [Fact]
    public void A_server_that_no_authority_vouches_for_is_refused()
    {
        world.Write("ca.pem", new TlsServer([]).CertificatePem);

        Refused(Fetch(server.Url + "/thing", Sum), "could not be fetched");
    }

    [Fact]
    public void A_file_of_somebody_else_is_not_overwritten()
    {
        world.Write("root/opt/thing", "theirs");

        var run = Fetch(server.Url + "/thing", Sum);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("is not ours");
        world.Read("root/opt/thing").ShouldBe("theirs");
    }

    private RunResult Fetch(string url, string sum, string allowUnpinned = "false") => world.Bash(
        world.Render(Body, new Dictionary<string, string>
        {
            ["STRATUS_URL"] = url,
            ["STRATUS_SUM"] = sum,
            ["STRATUS_ALLOW_UNPINNED"] = allowUnpinned,
        }),
        "apply");

    private void Refused(RunResult run, params string[] words)
    {
        run.ExitCode.ShouldBe(1);
        foreach (var word in words) run.Error.ShouldContain(word);
        Directory.EnumerateFileSystemEntries(world.At("root/opt")).ShouldBeEmpty();
    }
}
