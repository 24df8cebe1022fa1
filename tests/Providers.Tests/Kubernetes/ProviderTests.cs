using System.Text.Json;
using Pulumi.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Provider;

namespace Providers.Tests.Kubernetes;

public class ProviderTests
{
    [Fact]
    public async Task What_is_not_text_is_sent_as_json()
    {
        var recorder = await Recorder.Of(options => new Provider("cluster", new ProviderArgs
        {
            KubeConfig = "apiVersion: v1",
            Namespace = "sandboxes",
            EnableServerSideApply = true,
            KubeClientSettings = new KubeClientSettingsArgs { Burst = 240, Qps = 120.5 },
        }, options));

        var inputs = recorder.Inputs("cluster");
        recorder["cluster"].Type.ShouldBe("pulumi:providers:kubernetes");
        recorder.OptionsOf("cluster").Version.ShouldBe("4.32.0");
        inputs["kubeconfig"].ShouldBe("apiVersion: v1");
        inputs["namespace"].ShouldBe("sandboxes");
        inputs["enableServerSideApply"].ShouldBe("true");
        JsonDocument.Parse((string)inputs["kubeClientSettings"]).RootElement.GetProperty("burst").GetInt32().ShouldBe(240);
        inputs.ShouldNotContainKey("suppressHelmHookWarnings");
    }

    [Fact]
    public async Task A_resource_knows_its_provider()
    {
        var recorder = await Recorder.Of(options =>
        {
            options.Provider = new Provider("cluster", new ProviderArgs { KubeConfig = "apiVersion: v1" });
            _ = new Pulumi.Kubernetes.Core.V1.Namespace("sandboxes", null, options);
        });

        recorder["sandboxes"].Provider.ShouldNotBeNull().ShouldContain("pulumi:providers:kubernetes::cluster");
    }
}
