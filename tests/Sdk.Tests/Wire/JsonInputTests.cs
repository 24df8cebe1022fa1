using Pulumi.Utilities;

namespace Stratus.Sdk.Tests.Wire;

public class JsonInputTests
{
    /// <summary>A provider's configuration, whose structured members travel as JSON text.</summary>
    private sealed class SettingsArgs : ResourceArgs
    {
        [Input("settings", json: true)]
        public Input<NestedArgs>? Settings { get; set; }

        [Input("flag", json: true)]
        public Input<bool>? Flag { get; set; }

        [Input("names", json: true)]
        private InputList<string>? _names;

        public InputList<string> Names
        {
            get => _names ??= [];
            set => _names = value;
        }
    }

    private sealed class Configured(SettingsArgs args) : ProviderResource("test", "c", args, new());

    private static async Task<Pulumirpc.RegisterResourceRequest> ConfiguredAsync(Func<SettingsArgs> args) =>
        (await WireRun.OfAsync(() => _ = new Configured(args()))).Registration("c");

    [Fact]
    public async Task Structured_configuration_is_sent_as_json_text()
    {
        var request = await ConfiguredAsync(() => new() { Flag = true, Names = { "a", "b" }, Settings = new NestedArgs { Inner = "i" } });

        request.Object.Fields["flag"].ShouldBe(Wired.Of("true"));
        request.Object.Fields["names"].ShouldBe(Wired.Of("""[ "a", "b" ]"""));
        request.Object.Fields["settings"].ShouldBe(Wired.Of("""{ "inner": "i" }"""));
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent() =>
        (await ConfiguredAsync(() => new())).Object.Fields.ShouldBeEmpty();

    [Fact]
    public async Task Secrets_stay_secret_and_unknowns_unknown()
    {
        var request = await ConfiguredAsync(() => new() { Flag = Output.CreateSecret(true), Settings = OutputUtilities.CreateUnknown(new NestedArgs { Inner = "i" }) });

        request.Object.Fields["flag"].ShouldBe(Wired.Secret(Wired.Of("true")));
        request.Object.Fields["settings"].ShouldBe(Wired.Unknown);
    }

#if !OFFICIAL
    // Pulumi's own client writes a secret inside as its wire form into the text; here it makes all of the text secret.
    [Fact]
    public async Task A_secret_inside_makes_the_whole_text_secret()
    {
        var request = await ConfiguredAsync(() => new() { Settings = new NestedArgs { Inner = Output.CreateSecret("i") } });

        request.Object.Fields["settings"].ShouldBe(Wired.Secret(Wired.Of("""{ "inner": "i" }""")));
    }
#endif
}
