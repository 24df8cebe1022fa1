using Spectre.Console;
using Spectre.Console.Testing;
using Stratus.Cli.Plans;

namespace Stratus.Cli.Tests.Plans;

public sealed class PlanTreeTests
{
    [Fact]
    public void A_piped_tree_reads_as_it_should()
    {
        Piped(SamplePlans.Platform(), full: false).ShouldBe(
            """
            Preview of stack dev of project stratus

              + pulumi:pulumi:Stack stratus-dev
              +   kubernetes:cilium.io/v2:CiliumNetworkPolicy egress  sandboxes/egress
              +   kubernetes:core/v1:Namespace sandboxes
              +   kubernetes:helm.sh/v3:Release cilium  cilium 1.20.5 in kube-system
              +   stratus:hosts:Host a
              +     command:remote:Command a-join-token  sudo < <secret>
              +     command:remote:Command a-k3s  sudo -n bash -s -- apply < 5 lines
              +     command:remote:Command a-preflight  sudo -n bash -s -- apply < 5 lines

            Outputs:
                kubeconfig: <secret, unknown until up>
                namespace: sandboxes

            Warnings (1):
                - dev: the k3s binary is not pinned

            Resources:
                + 8 to create

            Nothing was applied and no host was contacted; `pulumi up` applies. What only a host or a cluster can say is <unknown until up>.

            """);
    }

    [Theory]
    [InlineData("aws:ec2/instance:Instance", """{"instanceType":"c7i.metal-24xl"}""", "c7i.metal-24xl")]
    [InlineData("aws:ebs/volume:Volume", """{"size":200}""", "200 GiB")]
    public void What_costs_money_says_how_large_it_is(string type, string inputs, string summary) =>
        Piped(SamplePlans.Of(SamplePlans.Resource(type, "x", inputs)), full: false).ShouldContain($"{type} x  {summary}\n");

    [Fact]
    public void Names_are_never_cut_nor_wrapped_when_piped()
    {
        var name = new string('n', 400);

        Piped(SamplePlans.Of(SamplePlans.Resource("a:b:C", name)), full: false).ShouldContain($"a:b:C {name}\n");
    }

    [Fact]
    public void A_thousand_hosts_collapse_to_two_and_how_many_more()
    {
        var tree = Piped(SamplePlans.Hosts(1000), full: false);

        tree.ShouldContain("… 998 more like this: stratus:hosts:Host host-0003 to host-1000; 3992 resources\n");
        tree.ShouldContain("+ 4001 to create");
        tree.Split('\n').Length.ShouldBeLessThan(25);
    }

    [Fact]
    public void A_host_that_differs_is_never_collapsed_with_the_others()
    {
        var plan = SamplePlans.Hosts(20);
        var odd = plan.Resources.First(resource => resource.Name == "host-0013");
        plan = plan with { Resources = [.. plan.Resources, SamplePlans.Resource("command:remote:Command", "host-0013-pool", parent: odd)] };

        Piped(plan, full: false).ShouldContain("host-0013-pool");
    }

    [Fact]
    public void Full_shows_every_resource_and_every_line_of_every_script()
    {
        var tree = Piped(SamplePlans.Hosts(30), full: true);

        tree.ShouldContain("host-0030-preparation");
        tree.ShouldNotContain("more like this");
        tree.ShouldContain("apply() { echo hi; }\n");
        tree.ShouldContain("connection: <secret>\n");
    }

    [Fact]
    public void Full_shows_an_object_of_a_list_on_the_line_of_its_dash()
    {
        var policy = SamplePlans.Resource("a:b:C", "x", """{"egress":[{"to":[{"name":"pypi.org"}],"ports":[443]},"any"]}""");

        Piped(SamplePlans.Of(policy), full: true).ShouldContain("egress:\n            - ports:\n                - 443\n              to:\n                - name: pypi.org\n            - any\n");
    }

    [Fact]
    public void A_name_cannot_move_the_cursor_or_start_a_line()
    {
        var tree = Piped(SamplePlans.Of(SamplePlans.Resource("a:b:C", "x\u001b[2J\n+ forged\u202e")), full: true);

        tree.ShouldContain("x\\u001b[2J\\n+ forged\\u202e\n");
    }

    [Fact]
    public void A_terminal_gets_lines_between_parents_and_children()
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new TerminalOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Capabilities.Unicode = true;

        PlanTree.Write(SamplePlans.Platform(), console, full: false);

        writer.ToString().ShouldContain("  + ├─ kubernetes:core/v1:Namespace sandboxes");
        writer.ToString().ShouldContain("  +    └─ command:remote:Command a-preflight");
    }

    [Fact]
    public void On_a_narrow_terminal_a_resource_keeps_to_its_line_and_its_name_is_whole()
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new TerminalOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Width = 60;
        var (type, name) = ($"kubernetes:{new string('g', 40)}/v1:Kind", new string('n', 30));
        var plan = SamplePlans.Platform();

        PlanTree.Write(plan with { Resources = [.. plan.Resources, SamplePlans.Resource(type, name)] }, console, full: false);

        var lines = writer.ToString().Split('\n').TakeWhile(line => line != "Outputs:").Where(line => line.Contains('─')).ToArray();
        lines.Length.ShouldBe(plan.Resources.Count);
        lines.ShouldContain(line => line.Contains($"{type} {name}", StringComparison.Ordinal));
        lines.Where(line => !line.Contains(name, StringComparison.Ordinal)).ShouldAllBe(line => line.Length <= 60);
        lines.ShouldContain(line => line.EndsWith("a-preflight  sudo -n bash …", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_plan_says_that_it_creates_nothing()
    {
        Piped(PlanJson.Empty, full: false).ShouldContain("+ 0 to create");
    }

    private static string Piped(Plan plan, bool full)
    {
        var console = new TestConsole();
        PlanTree.Write(plan, console, full);
        return console.Output;
    }
}
