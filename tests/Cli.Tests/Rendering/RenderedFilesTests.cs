using System.Text;
using System.Text.Json.Nodes;
using Stratus.Cli.Plans;
using Stratus.Cli.Rendering;
using Stratus.Cli.Tests.Plans;

namespace Stratus.Cli.Tests.Rendering;

public sealed class RenderedFilesTests : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("stratus-render-");

    public void Dispose() => _temporary.Delete(recursive: true);

    [Fact]
    public void Every_document_has_a_file_where_a_reviewer_looks_for_it()
    {
        Paths(Render(SamplePlans.Platform())).ShouldBe(
        [
            ".stratus-rendered",
            "README.md",
            "helm/cilium/release.yaml",
            "helm/cilium/values.yaml",
            "hosts/a/01-a-join-token.sh",
            "hosts/a/02-a-preflight.sh",
            "hosts/a/03-a-k3s.sh",
            "hosts/a/k3s-config.yaml",
            "kubernetes/cluster/namespace-sandboxes.yaml",
            "kubernetes/sandboxes/ciliumnetworkpolicy-egress.yaml",
        ]);
    }

    [Fact]
    public void A_script_is_written_byte_for_byte()
    {
        var script = "#!x\r\n\ttab 'é' \"$1\" 😀 \u2028 no line feed at the end";
        var plan = SamplePlans.Of(SamplePlans.Resource("command:remote:Command", "a-x") with { Inputs = SamplePlans.Command(script) });

        Read(Render(plan), "hosts/stratus-dev/01-a-x.sh").ShouldBe(script);
    }

    [Fact]
    public void A_secret_script_and_a_secret_object_stay_markers()
    {
        var secret = new JsonObject { ["$secret"] = true };
        var plan = SamplePlans.Of(SamplePlans.Resource("kubernetes:core/v1:Secret", "s") with { Inputs = secret });

        Read(Render(plan), "kubernetes/cluster/secret-s.yaml").ShouldEndWith("\n\"<secret>\"\n");
        Read(Render(SamplePlans.Platform()), "hosts/a/01-a-join-token.sh").ShouldStartWith("# <secret>\n");
    }

    [Fact]
    public void K3s_config_is_what_the_script_exports()
    {
        Read(Render(SamplePlans.Platform()), "hosts/a/k3s-config.yaml").ShouldBe("flannel-backend: none\nnode-label:\n- \"it's\"\n");
    }

    [Fact]
    public void A_release_says_chart_version_repository_and_namespace_and_values_stand_apart()
    {
        var folder = Render(SamplePlans.Platform());

        var release = YamlTextTests.Parse(Read(folder, "helm/cilium/release.yaml"))!;
        release["chart"]!.GetValue<string>().ShouldBe("cilium");
        release["version"]!.GetValue<string>().ShouldBe("1.20.5");
        release["repositoryOpts"]!["repo"]!.GetValue<string>().ShouldBe("https://helm.cilium.io");
        release["namespace"]!.GetValue<string>().ShouldBe("kube-system");
        release.AsObject().ContainsKey("values").ShouldBeFalse();
        Read(folder, "helm/cilium/values.yaml").ShouldContain("k8sServiceHost: \"<unknown until up>\"\nsocketLB:\n  hostNamespaceOnly: true\n");
    }

    [Fact]
    public void A_values_file_of_the_program_is_written_as_it_is()
    {
        var release = SamplePlans.Resource("kubernetes:helm.sh/v3:Release", "r",
            """{"chart":"c","valueYamlFiles":[{"$asset":{"text":"# why\na: 1\n"}}]}""");

        var folder = Render(SamplePlans.Of(release));

        Read(folder, "helm/r/values-01.yaml").ShouldBe("# why\na: 1\n");
        Read(folder, "helm/r/release.yaml").ShouldContain("valueYamlFiles:\n- values-01.yaml\n");
    }

    [Fact]
    public void The_index_names_every_file_and_every_resource_without_one()
    {
        var index = Read(Render(SamplePlans.Platform()), "README.md");

        index.ShouldContain("(hosts/a/03-a-k3s.sh)");
        index.ShouldContain("**secret values**, standard input of `sudo`");
        index.ShouldContain("**unknown values**, values, from `cilium`");
        index.ShouldContain("- `stratus:hosts:Host` `a`");
    }

    [Fact]
    public void Two_renders_are_the_same_bytes()
    {
        var first = Content(Render(SamplePlans.Platform(), "one"));

        Content(Render(SamplePlans.Platform(), "two")).ShouldBe(first);
        Content(Render(SamplePlans.Platform() with { Resources = [.. SamplePlans.Platform().Resources.Reverse()] }, "one")).ShouldBe(first);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("con")]
    [InlineData("a\0b\nc")]
    public void No_name_leads_out_of_the_folder(string name)
    {
        var script = SamplePlans.K3sScript.Replace("'a'", $"'{name.Replace("\0", "", StringComparison.Ordinal)}'", StringComparison.Ordinal);
        var command = SamplePlans.Resource("command:remote:Command", name) with { Inputs = SamplePlans.Command(script) };
        var manifest = SamplePlans.Resource($"kubernetes:{name}/v1:{name}", name) with
        {
            Inputs = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = name } },
        };

        Render(SamplePlans.Of(command, manifest));

        _temporary.GetFileSystemInfos().Select(entry => entry.Name).ShouldBe(["out"]);
        Paths(new DirectoryInfo(Path.Combine(_temporary.FullName, "out"))).Count.ShouldBe(5);
    }

    [Fact]
    public void Names_that_become_one_file_name_keep_their_own_files()
    {
        var plan = SamplePlans.Of(
            SamplePlans.Resource("kubernetes:core/v1:ConfigMap", "x/y"),
            SamplePlans.Resource("kubernetes:core/v1:ConfigMap", "x?y"),
            SamplePlans.Resource("kubernetes:core/v1:ConfigMap", "X-y"));

        Paths(Render(plan)).Count(path => path.StartsWith("kubernetes/", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_refused_and_left_alone()
    {
        var folder = _temporary.CreateSubdirectory("out");
        File.WriteAllText(Path.Combine(folder.FullName, "thesis.txt"), "years of work");

        Should.Throw<IOException>(() => RenderedFiles.Write(SamplePlans.Platform(), folder)).Message.ShouldContain("name an empty folder");

        Paths(folder).ShouldBe(["thesis.txt"]);
    }

    [Fact]
    public void A_file_that_somebody_added_later_is_not_deleted()
    {
        var folder = Render(SamplePlans.Platform());
        File.WriteAllText(Path.Combine(folder.FullName, "hosts", "notes.txt"), "mine");

        Should.Throw<IOException>(() => RenderedFiles.Write(SamplePlans.Platform(), folder)).Message.ShouldContain("hosts/notes.txt");

        File.ReadAllText(Path.Combine(folder.FullName, "hosts", "notes.txt")).ShouldBe("mine");
    }

    [Fact]
    public void What_was_written_before_is_replaced_as_a_whole()
    {
        Render(SamplePlans.Platform());

        Paths(Render(SamplePlans.Of())).ShouldBe([".stratus-rendered", "README.md"]);
        _temporary.GetFileSystemInfos().Length.ShouldBe(1);
    }

    private DirectoryInfo Render(Plan plan, string name = "out")
    {
        var folder = new DirectoryInfo(Path.Combine(_temporary.FullName, name));
        RenderedFiles.Write(plan, folder);
        return folder;
    }

    private static List<string> Paths(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(file => Path.GetRelativePath(folder.FullName, file.FullName)).Order(StringComparer.Ordinal)];

    private static string Content(DirectoryInfo folder) => string.Concat(Paths(folder).Select(path => $"{path}\n{Read(folder, path)}"));

    private static string Read(DirectoryInfo folder, string path) =>
        Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder.FullName, path)));
}
