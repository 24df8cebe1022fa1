using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Core = Pulumi.Kubernetes.Core.V1;

namespace Providers.Tests.Kubernetes;

public class SecretTests
{
    [Fact]
    public async Task The_data_of_a_secret_is_secret_even_where_the_program_forgot_to_say_so()
    {
        var secret = await Outputs.InProgram(() =>
        {
            var args = new SecretArgs { StringData = new InputMap<string> { ["token"] = "plain" } };
            return Output.IsSecretAsync<System.Collections.Immutable.ImmutableDictionary<string, string>>(args.StringData);
        });

        secret.ShouldBeTrue();
    }

    [Fact]
    public async Task A_secret_is_stored_encrypted()
    {
        var recorder = await Recorder.Of(options => new Core.Secret("token", new SecretArgs
        {
            StringData = new InputMap<string> { ["token"] = "plain" },
        }, options));

        recorder.OptionsOf("token").AdditionalSecretOutputs.ShouldBe(["data", "stringData"], ignoreOrder: true);
        recorder.Inputs("token").At("stringData", "token").ShouldBe("plain");
    }
}
