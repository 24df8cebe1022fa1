using Pulumi.Utilities;
using Stratus.Sdk.Tests.Wire;

namespace Stratus.Sdk.Tests.Mocks;

public class MergeTests
{
    private static async Task InRunAsync(Func<Task> program) => await Deployment.TestAsync(new Recorder(), new(), program);

    private static async Task<Resource[]> ListAsync(InputList<Resource> list) =>
        [.. await OutputUtilities.GetValueAsync(Output.Create(0).Apply(_ => (Input<ImmutableArray<Resource>>)list))];

    [Fact]
    public Task Single_values_of_the_second_stand_if_set() => InRunAsync(() =>
    {
        var (a, b) = (new Thing("a"), new Thing("b"));
        var full = new CustomResourceOptions
        {
            Parent = a,
            Protect = true,
            Version = "1",
            Urn = "u",
            PluginDownloadURL = "p",
            RetainOnDelete = true,
            DeletedWith = a,
            Id = "i",
            CustomTimeouts = new() { Create = TimeSpan.FromSeconds(1) },
            ReplacementTrigger = "t",
            DeleteBeforeReplace = true,
            ImportId = "m",
            Provider = new Cloud("one"),
        };
        var other = new CustomResourceOptions
        {
            Parent = b,
            Protect = false,
            Version = "2",
            Urn = "v",
            PluginDownloadURL = "q",
            RetainOnDelete = false,
            DeletedWith = b,
            Id = "j",
            CustomTimeouts = new(),
            ReplacementTrigger = "s",
            DeleteBeforeReplace = false,
            ImportId = "n",
            Provider = new Cloud("two"),
        };

        foreach (var (first, second, expected) in new[] { (full, null, full), (null, full, full), (full, new(), full), (full, other, other), (other, full, full) })
        {
            var merged = CustomResourceOptions.Merge(first, second);
            merged.ShouldNotBeSameAs(expected);
            (merged.Parent, merged.Protect, merged.Version, merged.Urn, merged.PluginDownloadURL, merged.RetainOnDelete, merged.DeletedWith)
                .ShouldBe((expected.Parent, expected.Protect, expected.Version, expected.Urn, expected.PluginDownloadURL, expected.RetainOnDelete, expected.DeletedWith));
            (merged.Id, merged.CustomTimeouts?.Create, merged.ReplacementTrigger, merged.DeleteBeforeReplace, merged.ImportId, merged.Provider)
                .ShouldBe((expected.Id, expected.CustomTimeouts?.Create, expected.ReplacementTrigger, expected.DeleteBeforeReplace, expected.ImportId, expected.Provider));
        }
        return Task.CompletedTask;
    });

    [Fact]
    public Task Lists_are_appended_and_the_originals_left_alone() => InRunAsync(async () =>
    {
        var (a, b) = (new Thing("a"), new Thing("b"));
        ResourceTransformation none = _ => null;
        CustomResourceOptions Options(string text, Resource resource) => new()
        {
            IgnoreChanges = { text },
            ReplaceOnChanges = { text },
            HideDiffs = { text },
            AdditionalSecretOutputs = { text },
            Aliases = { new Alias { Name = text } },
            ResourceTransformations = { none },
            DependsOn = { resource },
            ReplaceWith = { resource },
        };
        var (first, second) = (Options("x", a), Options("y", b));

        var merged = CustomResourceOptions.Merge(first, second);

        merged.IgnoreChanges.ShouldBe(["x", "y"]);
        merged.ReplaceOnChanges.ShouldBe(["x", "y"]);
        merged.HideDiffs.ShouldBe(["x", "y"]);
        merged.AdditionalSecretOutputs.ShouldBe(["x", "y"]);
        merged.Aliases.Count.ShouldBe(2);
        merged.ResourceTransformations.Count.ShouldBe(2);
        (await ListAsync(merged.DependsOn)).ShouldBe([a, b]);
        (await ListAsync(merged.ReplaceWith)).ShouldBe([a, b]);
        first.IgnoreChanges.ShouldBe(["x"]);
        (await ListAsync(first.DependsOn)).ShouldBe([a]);
        merged.IgnoreChanges.Add("z");
        second.IgnoreChanges.ShouldBe(["y"]);
    });

    [Fact]
    public Task One_provider_stays_for_each_package_and_the_second_options_win() => InRunAsync(() =>
    {
        var (one, two, other) = (new Cloud("one"), new Cloud("two"), new Cloud("other", package: "other"));

        ComponentResourceOptions.Merge(new() { Providers = { one, other } }, new() { Providers = { two } }).Providers.ShouldBe([other, two]);
        ComponentResourceOptions.Merge(new() { Providers = { one, two } }, null).Providers.ShouldBe([two]);
        ComponentResourceOptions.Merge(null, null).Providers.ShouldBeEmpty();
        ComponentResourceOptions.Merge(new() { Protect = true }, new() { Version = "1" }).Protect.ShouldBe(true);
        return Task.CompletedTask;
    });
}
