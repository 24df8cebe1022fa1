using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Providers.Tests.Kubernetes;

public class CustomResourceTests
{
    [Fact]
    public async Task A_custom_object_is_sent_under_its_own_api_version_and_kind()
    {
        var recorder = await Recorder.Of(options => new Pulumi.Kubernetes.ApiExtensions.CustomResource("deny", new PolicyArgs
        {
            Metadata = new ObjectMetaArgs { Name = "deny" },
            Spec = { ["endpointSelector"] = new InputMap<object>() },
        }, options));

        recorder["deny"].Type.ShouldBe("kubernetes:cilium.io/v2:CiliumNetworkPolicy");
        recorder.Inputs("deny")["apiVersion"].ShouldBe("cilium.io/v2");
        recorder.Inputs("deny")["kind"].ShouldBe("CiliumNetworkPolicy");
        recorder.Inputs("deny").At("metadata", "name").ShouldBe("deny");
        recorder.Inputs("deny").At("spec").ShouldNotBeNull();
    }

    private sealed class PolicyArgs() : CustomResourceArgs("cilium.io/v2", "CiliumNetworkPolicy")
    {
        [Input("spec")]
        private InputMap<object>? spec;

        public InputMap<object> Spec
        {
            get => spec ??= [];
            set => spec = value;
        }
    }
}
