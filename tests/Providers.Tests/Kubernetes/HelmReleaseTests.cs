using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Providers.Tests.Kubernetes;

public class HelmReleaseTests
{
    [Fact]
    public async Task A_release_sends_its_chart_its_values_and_how_to_wait()
    {
        var recorder = await Recorder.Of(options => new Release("cilium", new ReleaseArgs
        {
            Chart = "cilium",
            Version = "1.20.5",
            Namespace = "kube-system",
            RepositoryOpts = new RepositoryOptsArgs { Repo = "https://helm.cilium.io" },
            Timeout = 600,
            Atomic = true,
            CleanupOnFail = true,
            Values = { ["kubeProxyReplacement"] = true, ["operator"] = new InputMap<object> { ["replicas"] = 1 } },
        }, options));

        var inputs = recorder.Inputs("cilium");
        recorder["cilium"].Type.ShouldBe("kubernetes:helm.sh/v3:Release");
        recorder.OptionsOf("cilium").Version.ShouldBe("4.32.0");
        inputs["chart"].ShouldBe("cilium");
        inputs.At("repositoryOpts", "repo").ShouldBe("https://helm.cilium.io");
        inputs["timeout"].ShouldBe(600d);
        inputs["atomic"].ShouldBe(true);
        inputs.At("values", "kubeProxyReplacement").ShouldBe(true);
        inputs.At("values", "operator", "replicas").ShouldBe(1d);
    }

    [Fact]
    public async Task A_release_tells_the_provider_which_schema_it_follows()
    {
        var recorder = await Recorder.Of(options => new Release("cilium", new ReleaseArgs { Chart = "cilium" }, options));

        recorder.Inputs("cilium")["compat"].ShouldBe("true");
    }

    [Fact]
    public async Task Values_may_be_files()
    {
        var recorder = await Recorder.Of(options => new Release("cilium", new ReleaseArgs
        {
            Chart = "cilium",
            ValueYamlFiles = { new StringAsset("ipam: {}") },
        }, options));

        recorder.Inputs("cilium").ShouldContainKey("valueYamlFiles");
    }

    [Fact]
    public async Task A_release_without_a_chart_is_refused() =>
        (await Should.ThrowAsync<Exception>(() => Recorder.Of(options => new Release("cilium", new ReleaseArgs(), options))))
        .ToString().ShouldContain("chart is required");

    [Fact]
    public async Task The_password_of_a_repository_is_secret() =>
        (await Outputs.InProgram(() => Output.IsSecretAsync<string>(new RepositoryOptsArgs { Password = "plain" }.Password!)))
        .ShouldBeTrue();
}
