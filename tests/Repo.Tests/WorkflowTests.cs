using YamlDotNet.RepresentationModel;

namespace Repo.Tests;

public sealed class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Repository.Files.Where(file => file.StartsWith(".github/workflows/", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Workflows))]
    public void Nothing_runs_with_the_rights_of_the_base_on_the_code_of_a_pull_request(string file)
    {
        Triggers(Load(file)).ShouldNotContain("pull_request_target");
    }

    [Theory, MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_by_commit(string file)
    {
        foreach (var action in All(Load(file), "uses").OfType<YamlScalarNode>().Select(node => node.Value!))
        {
            action.ShouldMatch("^(\\./|[^@]+@[0-9a-f]{40}$)");
        }
    }

    [Theory, MemberData(nameof(Workflows))]
    public void Every_workflow_says_its_rights_and_grants_no_writing_by_default(string file)
    {
        Load(file).Children.ShouldContainKey("permissions");
        Granted(Load(file)["permissions"]).ShouldBeSubsetOf(["contents: read"]);
    }

    [Theory, MemberData(nameof(Workflows))]
    public void What_runs_a_pull_requests_code_has_nothing_to_steal(string file)
    {
        var workflow = Load(file);
        if (!Triggers(workflow).Contains("pull_request")) return;

        All(workflow, "permissions").SelectMany(Granted).Distinct().ShouldBeSubsetOf(["contents: read"]);
        All(workflow, "environment").ShouldBeEmpty();
        Repository.Read(file).ShouldNotMatch(@"\bsecrets\s*[.\[:]|github\.token|GITHUB_TOKEN");
        Checkouts(workflow).ShouldAllBe(step => step["with"]["persist-credentials"].ToString() == "false");
    }

    [Theory, MemberData(nameof(Workflows))]
    public void What_may_write_after_a_pull_request_runs_the_default_branch_only(string file)
    {
        var workflow = Load(file);
        if (!Triggers(workflow).Contains("workflow_run")) return;

        All(workflow, "permissions").SelectMany(Granted)
            .ShouldBeSubsetOf(["actions: read", "contents: read", "pull-requests: write"]);
        Repository.Read(file).ShouldNotMatch(@"\bsecrets\s*[.\[:]");
        Checkouts(workflow).ShouldAllBe(step => !((YamlMappingNode)step["with"]).Children.ContainsKey("ref"));
    }

    [Theory, MemberData(nameof(Workflows))]
    public void No_script_is_put_together_from_what_others_wrote(string file)
    {
        foreach (var script in All(Load(file), "run").OfType<YamlScalarNode>())
        {
            script.Value!.ShouldNotContain("${{");
        }
    }

    [Theory, MemberData(nameof(Workflows))]
    public void What_holds_a_secret_runs_main_only_and_a_pulumi_that_is_named(string file)
    {
        foreach (var job in ((YamlMappingNode)Load(file)["jobs"]).Children.Values.Cast<YamlMappingNode>().Where(job => job.Children.ContainsKey("environment")))
        {
            job["if"].ToString().ShouldBe("github.ref == 'refs/heads/main'");
            job.AllNodes.OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("stack-name"))
                .ShouldAllBe(options => options["pulumi-version"].ToString().Split('.', StringSplitOptions.None).Length == 3);
        }
    }

    [Theory, MemberData(nameof(Workflows))]
    public void Every_job_ends_by_itself(string file)
    {
        foreach (var job in ((YamlMappingNode)Load(file)["jobs"]).Children.Values.Cast<YamlMappingNode>())
        {
            job.Children.ShouldContainKey("timeout-minutes");
        }
    }

    private static YamlMappingNode Load(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read(file)));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static IEnumerable<string> Triggers(YamlMappingNode workflow) => workflow["on"] switch
    {
        YamlMappingNode map => map.Children.Keys.Select(key => key.ToString()),
        YamlSequenceNode list => list.Children.Select(item => item.ToString()),
        var one => [one.ToString()],
    };

    private static IEnumerable<string> Granted(YamlNode permissions) => permissions switch
    {
        YamlMappingNode map => map.Children.Select(right => $"{right.Key}: {right.Value}"),
        var one => [one.ToString()],
    };

    private static IEnumerable<YamlMappingNode> Checkouts(YamlMappingNode workflow) => workflow.AllNodes.OfType<YamlMappingNode>()
        .Where(step => step.Children.TryGetValue("uses", out var action) && action.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal));

    private static IEnumerable<YamlNode> All(YamlMappingNode workflow, string key) => workflow.AllNodes.OfType<YamlMappingNode>()
        .Where(map => map.Children.ContainsKey(key)).Select(map => map[key]);
}
