namespace Stratus.Sdk.Tests.Wire;

public class ProviderTests
{
    private const string A = "urn:pulumi:dev::proj::pulumi:providers:test::cloud-a::cloud-a-id";
    private const string B = "urn:pulumi:dev::proj::pulumi:providers:test::cloud-b::cloud-b-id";

    [Fact]
    public async Task A_provider_is_a_custom_resource_of_its_own_type()
    {
        var run = await WireRun.OfAsync(() => _ = new Cloud("cloud-a"));

        (run.Registration("cloud-a").Type, run.Registration("cloud-a").Custom).ShouldBe(("pulumi:providers:test", true));
    }

    [Fact]
    public async Task The_nearest_provider_of_the_package_is_used()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var (a, b, foreign) = (new Cloud("cloud-a"), new Cloud("cloud-b"), new Cloud("foreign", package: "other"));
            _ = new Thing("explicit", options: new() { Provider = a });
            _ = new Thing("none");

            var by = new Box("by-provider", new() { Provider = a });
            _ = new Thing("inherits", options: new() { Parent = by });
            _ = new Thing("overrides", options: new() { Parent = by, Provider = b });
            _ = new Thing("grandchild", options: new() { Parent = new Box("middle", new() { Parent = by }) });

            var many = new Box("by-providers", new() { Providers = { foreign, b } });
            _ = new Thing("of-many", options: new() { Parent = many });
            _ = new Thing("nearer", options: new() { Parent = new Box("nearer-box", new() { Parent = many, Providers = { a } }) });

            var foreignOnly = new Box("foreign-only", new() { Providers = { foreign } });
            _ = new Thing("not-mine", options: new() { Parent = foreignOnly });

            var custom = new Thing("custom", options: new() { Provider = a });
            _ = new Thing("below-custom", options: new() { Parent = custom });
        });

        var providers = run.Registrations.ToDictionary(request => request.Name, request => request.Provider);
        providers["explicit"].ShouldBe(A);
        providers["none"].ShouldBe("");
        providers["by-provider"].ShouldBe("");
        providers["inherits"].ShouldBe(A);
        providers["overrides"].ShouldBe(B);
        providers["grandchild"].ShouldBe(A);
        providers["of-many"].ShouldBe(B);
        providers["nearer"].ShouldBe(A);
        providers["not-mine"].ShouldBe("");
        providers["below-custom"].ShouldBe(A);
    }

    [Fact]
    public async Task A_provider_without_an_id_yet_is_referred_to_by_the_unknown_sentinel()
    {
        var run = await WireRun.OfAsync(() => _ = new Thing("a", options: new() { Provider = new Cloud("cloud-a") }), new() { DryRun = true });

        run.Registration("a").Provider.ShouldBe("urn:pulumi:dev::proj::pulumi:providers:test::cloud-a::04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    }

    [Fact]
    public async Task A_component_may_not_have_both_a_provider_and_providers()
    {
        var run = await WireRun.OfAsync(() =>
        {
            var (a, b) = (new Cloud("cloud-a"), new Cloud("cloud-b"));
            _ = new Box("box", new() { Provider = a, Providers = { b } });
        });

        run.ExitCode.ShouldBe(32);
        run.Logs.ShouldHaveSingleItem().Message.ShouldStartWith(
            "Pulumi.ResourceException: Do not supply both 'provider' and 'providers' options to a ComponentResource.");
        run.Registrations.ShouldNotContain(request => request.Name == "box");
    }
}
