using Stratus.Sdk.Tests.Wire;

namespace Stratus.Sdk.Tests.Mocks;

public class TransformationTests
{
    private static ResourceTransformation Append(string text) => args => args.Args is ThingArgs thing
        ? new ResourceTransformationResult(new ThingArgs { Text = Output.Format($"{thing.Text}{text}") }, args.Options)
        : null;

    [Fact]
    public async Task A_resources_own_come_first_then_its_parents_and_the_stacks()
    {
        var run = await WireRun.StartAsync(() => Deployment.RunAsync(
            () =>
            {
                var parent = new Box("box", new() { ResourceTransformations = { Append("2"), Append("3") } });
                _ = new Thing("child", new() { Text = "0" }, new() { Parent = new Box("inner", new() { Parent = parent }), ResourceTransformations = { Append("1") } });
                _ = new Thing("other", new() { Text = "0" });
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            },
            new() { ResourceTransformations = { Append("!") } }));

        run.ExitCode.ShouldBe(0);
        run.Argument("child", "text").ShouldBe(Wired.Of("0123!"));
        run.Argument("other", "text").ShouldBe(Wired.Of("0!"));
    }

    [Fact]
    public async Task A_transformation_sees_the_resource_and_changes_its_options()
    {
        var seen = new List<string>();
        ResourceTransformation protect = args =>
        {
            seen.Add($"{args.Resource.GetResourceType()} {args.Resource.GetResourceName()}");
            return new ResourceTransformationResult(args.Args, CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { Protect = true }));
        };

        var run = await WireRun.OfAsync(() => _ = new Thing("a", options: new() { ResourceTransformations = { protect } }));

        seen.ShouldBe(["test:index:Thing a"]);
        run.Registration("a").Protect.ShouldBeTrue();
    }

    [Fact]
    public async Task Options_made_afresh_leave_the_default_parent_in_place()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", options: new()
        {
            ResourceTransformations = { args => new ResourceTransformationResult(args.Args, new CustomResourceOptions { Version = "9" }) },
        }));

        run.ExitCode.ShouldBe(0);
        run.Registration("a").Version.ShouldBe("9");
        run.Registration("a").Parent.ShouldBe("urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev");
    }

    [Fact]
    public async Task A_transformation_may_not_move_a_resource()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var other = new Box("other");
            _ = new Thing("a", options: new()
            {
                ResourceTransformations = { args => new ResourceTransformationResult(args.Args, new CustomResourceOptions { Parent = other }) },
            });
        });

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldContain("Transformations cannot currently be used to change the 'parent' of a resource.");
    }

    [Fact]
    public async Task The_options_that_the_program_passed_are_not_changed_by_registering()
    {
        var options = new CustomResourceOptions();
        await WireRun.OfAsync(() =>
        {
            var parent = new Box("box", new() { Protect = true, Providers = { new Cloud("cloud") } });
            options.Parent = parent;
            _ = new Thing("a", options: options);
        });

        options.Protect.ShouldBeNull();
        options.Provider.ShouldBeNull();
    }
}
