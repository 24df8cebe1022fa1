using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Stratus.Cli.Commands;
using Stratus.Cli.Tests.Programs;

namespace Stratus.Cli.Tests.Commands;

public sealed class LockRefreshTests : IDisposable
{
    private const string Lock = """
        {
          "schemaVersion": 1,
          "binaries": { "tool": { "version": "v1.2.3+a", "why": "it\u0027s needed", "files": {
            "amd64": { "url": "https://files.test/v1.2.3%2Ba/tool", "sha256": "" },
            "arm64": { "url": "https://files.test/v1.2.3%2Ba/tool-arm64",
                "sha256": "0000000000000000000000000000000000000000000000000000000000000000" } } } },
          "charts": {
            "net": { "version": "1.2.0", "repository": "https://charts.test/stable", "digest": "", "why": "a reason" },
            "run": { "version": "4.1.0+x", "repository": "oci://registry.test/charts/run", "digest": "", "why": "a reason" }
          },
          "images": { "box": { "repository": "docker.io/library/box", "tag": "1.0.0", "digest": "", "why": "a reason" } }
        }

        """;

    private const string Old = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Manifest = """{"schemaVersion":2,"manifests":[]}""";
    private readonly TempFolder folder = new TempFolder().Write("versions.lock.json", Lock);
    private readonly ArtefactServer network = new();

    public LockRefreshTests()
    {
        network.Pages["https://files.test/v1.2.3%2Ba/tool"] = _ => "the tool";
        network.Pages["https://files.test/v1.2.3%2Ba/tool-arm64"] = _ => "the other tool";
        network.Pages["https://charts.test/stable/index.yaml"] = _ =>
            $"apiVersion: v1\nentries:\n  net:\n  - version: 1.3.0\n    urls: [no]\n  - version: v1.2.0\n    digest: {Sha256("chart")}\n    urls:\n    - net-1.2.0.tgz\n";
        network.Pages["https://charts.test/stable/net-1.2.0.tgz"] = _ => "chart";
        network.Pages["https://registry.test/v2/charts/run/manifests/4.1.0_x"] = _ => "chart manifest";
        network.Pages["https://registry-1.docker.io/v2/library/box/manifests/1.0.0"] = ImageManifest;
        network.Pages["https://auth.test/token?service=registry.test&scope=repository%3Alibrary%2Fbox%3Apull"] = _ => """{"token":"abc"}""";
    }

    public void Dispose()
    {
        network.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\":1,\"schemaVersion\":1}")]
    public async Task What_is_no_lock_is_neither_refreshed_nor_called_up_to_date(string text)
    {
        folder.Write("versions.lock.json", text);

        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await StratusCommand.RunAsync(["lock", "refresh", "--project", folder.Info.FullName], output, errors, network, TestContext.Current.CancellationToken);

        code.ShouldBe(1);
        output.ToString().ShouldBeEmpty();
        errors.ToString().ShouldContain("versions.lock.json");
        File.ReadAllText(folder["versions.lock.json"]).ShouldBe(text);
    }

    [Fact]
    public async Task It_fills_in_every_digest_and_changes_nothing_else()
    {
        var result = await RunAsync("refresh");
        result.Code.ShouldBe(0, result.Errors);
        Text().ShouldBe(Lock
            .Replace("""tool", "sha256": "" """[..^1], $"tool\", \"sha256\": \"{Sha256("the tool")}\"", StringComparison.Ordinal)
            .Replace("\"" + Old + "\"", $"\"{Sha256("the other tool")}\"", StringComparison.Ordinal)
            .Replace("stable\", \"digest\": \"\"", $"stable\", \"digest\": \"sha256:{Sha256("chart")}\"", StringComparison.Ordinal)
            .Replace("charts/run\", \"digest\": \"\"", $"charts/run\", \"digest\": \"sha256:{Sha256("chart manifest")}\"",
                StringComparison.Ordinal)
            .Replace("\"1.0.0\", \"digest\": \"\"", $"\"1.0.0\", \"digest\": \"sha256:{Sha256(Manifest)}\"", StringComparison.Ordinal));
        result.Errors.ShouldContain("binaries.tool.arm64 " + Sha256("the other tool") + ", was " + Old);
        folder.Info.GetFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_second_refresh_finds_nothing_to_do_and_check_is_content()
    {
        await RunAsync("refresh");
        var written = Text();
        (await RunAsync("refresh")).Output.ShouldContain("is up to date");
        Text().ShouldBe(written);
        (await RunAsync("check")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Check_names_what_is_not_pinned_and_asks_no_one()
    {
        var result = await RunAsync("check");
        result.Code.ShouldBe(1);
        result.Output.ShouldContain("binaries.tool.amd64 has no digest");
        result.Output.ShouldNotContain("binaries.tool.arm64");
        result.Errors.ShouldContain("4 artefacts have no digest");
        network.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_failures_are_reported_and_the_lock_is_not_touched()
    {
        network.Pages.Remove("https://files.test/v1.2.3%2Ba/tool");
        network.Pages.Remove("https://charts.test/stable/net-1.2.0.tgz");
        var result = await RunAsync("refresh");
        result.Code.ShouldBe(1);
        result.Errors.ShouldContain("binaries.tool.amd64: https://files.test/v1.2.3%2Ba/tool answered 404");
        result.Errors.ShouldContain("charts.net: https://charts.test/stable/net-1.2.0.tgz answered 404");
        Text().ShouldBe(Lock);
    }

    [Fact]
    public async Task A_chart_that_is_not_what_its_index_says_is_refused()
    {
        network.Pages["https://charts.test/stable/net-1.2.0.tgz"] = _ => "another chart";
        (await RunAsync("refresh")).Errors.ShouldContain("says that the digest of https://charts.test/stable/net-1.2.0.tgz is "
            + Sha256("chart"));
    }

    [Fact]
    public async Task A_manifest_that_is_not_what_its_registry_says_is_refused()
    {
        network.Pages["https://registry.test/v2/charts/run/manifests/4.1.0_x"] = context =>
        {
            context.Response.Headers["Docker-Content-Digest"] = "sha256:0";
            return "chart manifest";
        };
        (await RunAsync("refresh")).Errors.ShouldContain("says that its digest is sha256:0");
    }

    [Theory]
    [InlineData("http://files.test/tool")]
    [InlineData("file:///etc/passwd")]
    [InlineData("tool")]
    public async Task Nothing_but_https_is_fetched(string url)
    {
        folder.Write("versions.lock.json", Lock.Replace("https://files.test/v1.2.3%2Ba/tool\"", url + "\"", StringComparison.Ordinal));
        (await RunAsync("refresh")).Errors.ShouldContain($"'{url}' must be an https:// address");
    }

    [Fact]
    public async Task A_login_page_that_is_not_https_gets_nothing()
    {
        network.Pages["https://registry-1.docker.io/v2/library/box/manifests/1.0.0"] = context =>
            Challenge(context, "http://auth.test/token");
        (await RunAsync("refresh")).Errors.ShouldContain("is not an https URL");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task A_broken_lock_is_a_clear_error(string text)
    {
        folder.Write("versions.lock.json", text);
        var result = await RunAsync("check");
        result.Code.ShouldBe(1);
        result.Errors.ShouldStartWith("stratus: ");
    }

    private static string ImageManifest(HttpContext context)
    {
        if (context.Request.Headers.Authorization != "Bearer abc")
            return Challenge(context, "https://auth.test/token");
        context.Response.Headers["Docker-Content-Digest"] = $"sha256:{Sha256(Manifest)}";
        return Manifest;
    }

    private static string Challenge(HttpContext context, string realm)
    {
        context.Response.StatusCode = 401;
        context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{realm}\",service=\"registry.test\",scope=\"repository:library/box:pull\"";
        return "";
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string Text() => File.ReadAllText(folder["versions.lock.json"]);

    private async Task<CommandResult> RunAsync(string verb)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await StratusCommand.RunAsync(["lock", verb, "--project", folder.Info.FullName], output, errors, network);
        return new(code, output.ToString(), errors.ToString());
    }
}
