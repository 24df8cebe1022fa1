using Pulumi.Aws;

namespace Providers.Tests.Aws;

public class ProviderTests
{
    // As Pulumi's own package sends it: otherwise whoever changes from one client to the other sees a provider that changes.
    [Fact]
    public async Task What_a_program_leaves_out_of_validation_is_sent_as_the_defaults()
    {
        var recorder = await Recorder.Of(options => new Provider("account", new ProviderArgs { Region = "eu-central-1" }, options));

        recorder.Inputs("account").ShouldBe(new Dictionary<string, object>
        {
            ["region"] = "eu-central-1",
            ["skipCredentialsValidation"] = "false",
            ["skipRegionValidation"] = "true",
        }, ignoreOrder: true);
    }
}
