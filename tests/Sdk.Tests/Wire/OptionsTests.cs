using Pulumirpc;
using Alias = Pulumi.Alias;

namespace Stratus.Sdk.Tests.Wire;

public class OptionsTests
{
    private const string StackUrn = "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev";

    private static Task<RegisterResourceRequest> RegisteredAsync(CustomResourceOptions options) =>
        RegisteredAsync(() => _ = new Thing("a", options: options));

    private static async Task<RegisterResourceRequest> RegisteredAsync(Action program)
    {
        var run = await WireRun.OfAsync(program);
        run.ExitCode.ShouldBe(0, string.Join('\n', run.Logs.Select(log => log.Message)));
        return run.Registration("a");
    }

    [Fact]
    public async Task Every_option_of_a_resource_has_its_field()
    {
        var request = await RegisteredAsync(new CustomResourceOptions
        {
            Protect = true,
            RetainOnDelete = false,
            IgnoreChanges = { "one", "two" },
            ReplaceOnChanges = { "three[*]" },
            HideDiffs = { "four" },
            AdditionalSecretOutputs = { "text" },
            DeleteBeforeReplace = false,
            ImportId = "there-already",
            Version = "1.2.3",
            PluginDownloadURL = "https://example.test/plugins",
            CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5), Delete = TimeSpan.FromMilliseconds(1.5) },
            ReplacementTrigger = "again",
        });

        request.ShouldBe(new()
        {
            Type = "test:index:Thing",
            Name = "a",
            Parent = StackUrn,
            Custom = true,
            Object = new(),
            Protect = true,
            RetainOnDelete = false,
            IgnoreChanges = { "one", "two" },
            ReplaceOnChanges = { "three[*]" },
            HideDiffs = { "four" },
            AdditionalSecretOutputs = { "text" },
            DeleteBeforeReplace = false,
            DeleteBeforeReplaceDefined = true,
            ImportId = "there-already",
            Version = "1.2.3",
            PluginDownloadURL = "https://example.test/plugins",
            CustomTimeouts = new() { Create = "300000000000ns", Delete = "1500000ns" },
            ReplacementTrigger = Wired.Of("again"),
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Hooks = new(),
        });
    }

    [Fact]
    public async Task Options_that_are_not_set_leave_their_fields_absent()
    {
        var request = await RegisteredAsync(new CustomResourceOptions());

        request.HasProtect.ShouldBeFalse();
        request.HasRetainOnDelete.ShouldBeFalse();
        request.DeleteBeforeReplaceDefined.ShouldBeFalse();
        request.CustomTimeouts.ShouldBeNull();
        request.ReplacementTrigger.ShouldBeNull();
    }

    [Fact]
    public async Task What_only_a_custom_resource_may_say_is_not_sent_for_a_component()
    {
        var request = await RegisteredAsync(() => _ = new Box("a", new() { ReplaceOnChanges = { "x" }, IgnoreChanges = { "y" }, Protect = false }));

        request.Custom.ShouldBeFalse();
        request.ReplaceOnChanges.ShouldBeEmpty();
        request.IgnoreChanges.ShouldBe(["y"]);
        request.HasProtect.ShouldBeTrue();
        request.Provider.ShouldBe("");
        request.Remote.ShouldBeFalse();
    }

    [Fact]
    public async Task Other_resources_are_named_by_their_urns()
    {
        var request = await RegisteredAsync(() =>
        {
            var other = new Thing("other");
            _ = new Thing("a", options: new() { Parent = new Box("box"), DeletedWith = other, ReplaceWith = { other } });
        });

        request.Parent.ShouldBe("urn:pulumi:dev::proj::test:index:Box::box");
        request.DeletedWith.ShouldBe("urn:pulumi:dev::proj::test:index:Thing::other");
        request.ReplaceWith.ShouldBe(["urn:pulumi:dev::proj::test:index:Thing::other"]);
    }

    [Fact]
    public async Task Protection_is_inherited_from_the_parent_unless_the_child_says_otherwise()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var parent = new Box("parent", new() { Protect = true });
            _ = new Thing("heir", options: new() { Parent = parent });
            _ = new Thing("rebel", options: new() { Parent = parent, Protect = false });
        });

        (run.Registration("heir").HasProtect, run.Registration("heir").Protect).ShouldBe((true, true));
        (run.Registration("rebel").HasProtect, run.Registration("rebel").Protect).ShouldBe((true, false));
    }

    [Fact]
    public async Task Aliases_are_sent_as_urns_or_as_what_was_different()
    {
        var request = await RegisteredAsync(() => _ = new Thing("a", options: new()
        {
            Aliases =
            {
                new Alias { Urn = "urn:pulumi:dev::proj::old:index:Thing::a" },
                new Alias { Type = "test:v1:Thing" },
                new Alias { Name = "b", Project = "p", Stack = Output.Create("s"), NoParent = true },
                new Alias { ParentUrn = "urn:pulumi:dev::proj::t::n" },
                new Alias { Parent = new Box("was") },
                Output.Create(new Alias { Name = "later" }),
            },
        }));

        request.AliasURNs.ShouldBeEmpty();
        request.Aliases.ToArray().ShouldBe([
            new Pulumirpc.Alias { Urn = "urn:pulumi:dev::proj::old:index:Thing::a" },
            new Pulumirpc.Alias { Spec = new() { Type = "test:v1:Thing", NoParent = false } },
            new Pulumirpc.Alias { Spec = new() { Name = "b", Project = "p", Stack = "s", NoParent = true } },
            new Pulumirpc.Alias { Spec = new() { ParentUrn = "urn:pulumi:dev::proj::t::n" } },
            new Pulumirpc.Alias { Spec = new() { ParentUrn = "urn:pulumi:dev::proj::test:index:Box::was" } },
            new Pulumirpc.Alias { Spec = new() { Name = "later", NoParent = false } },
        ]);
    }

    [Fact]
    public async Task An_unknown_alias_is_left_out()
    {
        var request = await RegisteredAsync(new CustomResourceOptions
        {
            Aliases = { Pulumi.Utilities.OutputUtilities.CreateUnknown(new Alias { Name = "x" }), new Alias { Name = "y" } },
        });

        request.Aliases.ShouldHaveSingleItem().Spec.Name.ShouldBe("y");
    }

    public static TheoryData<Alias, string> Contradictions => new()
    {
        { new() { Urn = "urn:pulumi:dev::proj::t::n", Name = "x" }, "Alias should not specify both Urn and Name" },
        { new() { Urn = "urn:pulumi:dev::proj::t::n", NoParent = true }, "Alias should not specify both Urn and NoParent" },
        { new() { ParentUrn = "urn:pulumi:dev::proj::t::n", NoParent = true }, "Only specify one of 'Parent', 'ParentUrn' or 'NoParent' in an Alias" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task An_alias_that_contradicts_itself_fails_the_run(Alias alias, string text)
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", options: new() { Aliases = { alias } }));

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldContain(log => log.Message.Contains(text));
    }
}
