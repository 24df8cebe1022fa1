using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Node.V1;
using Core = Pulumi.Kubernetes.Core.V1;

namespace Providers.Tests.Kubernetes;

public class ResourceTests
{
    [Fact]
    public async Task A_namespace_is_sent_under_its_type_with_the_version_of_the_provider()
    {
        var recorder = await Recorder.Of(options => new Core.Namespace("sandboxes", new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs { Name = "sandboxes", Labels = { ["team"] = "agents" } },
        }, options));

        recorder["sandboxes"].Type.ShouldBe("kubernetes:core/v1:Namespace");
        recorder.OptionsOf("sandboxes").Version.ShouldBe("4.32.0");
        recorder.Inputs("sandboxes").At("metadata", "labels", "team").ShouldBe("agents");
    }

    [Fact]
    public async Task Api_version_and_kind_are_filled_in_whatever_the_program_says()
    {
        var recorder = await Recorder.Of(options =>
        {
            _ = new Core.Namespace("default", null, options);
            _ = new Pulumi.Kubernetes.Batch.V1.Job("wrong", new JobArgs { ApiVersion = "batch/v0", Kind = "Jib" }, options);
        });

        recorder.Inputs("default")["apiVersion"].ShouldBe("v1");
        recorder.Inputs("default")["kind"].ShouldBe("Namespace");
        recorder["wrong"].Type.ShouldBe("kubernetes:batch/v1:Job");
        recorder.Inputs("wrong")["apiVersion"].ShouldBe("batch/v1");
        recorder.Inputs("wrong")["kind"].ShouldBe("Job");
    }

    [Fact]
    public async Task What_is_declared_comes_back_as_outputs()
    {
        Pulumi.Kubernetes.Node.V1.RuntimeClass? runtime = null;
        await Recorder.Of(options => runtime = new("kata", new RuntimeClassArgs
        {
            Handler = "kata-fc",
            Metadata = new ObjectMetaArgs { Name = "kata-fc", Annotations = { ["note"] = "kept" } },
            Overhead = new OverheadArgs { PodFixed = { ["memory"] = "130Mi" } },
        }, options));

        (await Outputs.ValueOf(runtime!.Handler)).ShouldBe("kata-fc");
        (await Outputs.ValueOf(runtime.Metadata)).Annotations["note"].ShouldBe("kept");
        (await Outputs.ValueOf(runtime.Overhead)).PodFixed["memory"].ShouldBe("130Mi");
    }

    [Fact]
    public async Task A_port_is_a_number_or_a_name()
    {
        Core.Service? service = null;
        var recorder = await Recorder.Of(options => service = new Core.Service("probe", new ServiceArgs
        {
            Spec = new ServiceSpecArgs
            {
                Type = Core.ServiceSpecType.ClusterIP,
                Ports =
                {
                    new ServicePortArgs { Port = 80, TargetPort = 8080 },
                    new ServicePortArgs { Port = 81, TargetPort = "metrics" },
                },
            },
        }, options));

        recorder.Inputs("probe").At("spec", "ports", 0, "targetPort").ShouldBe(8080d);
        recorder.Inputs("probe").At("spec", "ports", 1, "targetPort").ShouldBe("metrics");
        recorder.Inputs("probe").At("spec", "type").ShouldBe("ClusterIP");
        var ports = (await Outputs.ValueOf(service!.Spec)).Ports;
        ports[0].TargetPort.AsT0.ShouldBe(8080);
        ports[1].TargetPort.AsT1.ShouldBe("metrics");
    }

    [Fact]
    public async Task A_member_that_would_be_named_like_its_class_ends_in_value()
    {
        var recorder = await Recorder.Of(options => new Core.Pod("pod", new PodArgs
        {
            Spec = new PodSpecArgs
            {
                Containers = { new ContainerArgs { Name = "c", Ports = { new ContainerPortArgs { ContainerPortValue = 8080 } } } },
            },
        }, options));

        recorder.Inputs("pod").At("spec", "containers", 0, "ports", 0, "containerPort").ShouldBe(8080d);
    }

    [Fact]
    public async Task A_network_policy_that_denies_everything_keeps_its_empty_selector()
    {
        var recorder = await Recorder.Of(options => new Pulumi.Kubernetes.Networking.V1.NetworkPolicy("deny", new NetworkPolicyArgs
        {
            Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress", "Egress" } },
        }, options));

        recorder["deny"].Type.ShouldBe("kubernetes:networking.k8s.io/v1:NetworkPolicy");
        recorder.Inputs("deny").At("spec", "podSelector").ShouldBe(ImmutableDictionary<string, object>.Empty);
        recorder.Inputs("deny").At("spec", "policyTypes", 1).ShouldBe("Egress");
    }

    [Fact]
    public async Task An_admission_policy_carries_its_expressions()
    {
        var recorder = await Recorder.Of(options =>
            new Pulumi.Kubernetes.AdmissionRegistration.V1.ValidatingAdmissionPolicy("runtime", new ValidatingAdmissionPolicyArgs
            {
                Spec = new ValidatingAdmissionPolicySpecArgs
                {
                    FailurePolicy = "Fail",
                    Validations = { new ValidationArgs { Expression = "has(object.spec.runtimeClassName)" } },
                },
            }, options));

        recorder["runtime"].Type.ShouldBe("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy");
        recorder.Inputs("runtime").At("spec", "validations", 0, "expression").ShouldBe("has(object.spec.runtimeClassName)");
    }

    [Theory]
    [InlineData("deny", "kubernetes:extensions/v1beta1:NetworkPolicy")]
    [InlineData("kata", "kubernetes:node.k8s.io/v1alpha1:RuntimeClass", "kubernetes:node.k8s.io/v1beta1:RuntimeClass")]
    [InlineData("job")]
    public async Task A_kind_keeps_its_state_across_the_api_versions_that_it_had(string name, params string[] aliases)
    {
        var recorder = await Recorder.Of(options =>
        {
            _ = new Pulumi.Kubernetes.Networking.V1.NetworkPolicy("deny", null, options);
            _ = new Pulumi.Kubernetes.Node.V1.RuntimeClass("kata", new RuntimeClassArgs { Handler = "kata" }, options);
            _ = new Pulumi.Kubernetes.Batch.V1.Job("job", null, options);
        });

        (await recorder.AliasesOf(name)).ShouldBe(aliases, ignoreOrder: true);
    }

    [Fact]
    public async Task A_field_that_the_api_server_requires_may_not_be_left_out() =>
        (await Should.ThrowAsync<Exception>(() => Recorder.Of(options => new Core.Pod("pod", new PodArgs
        {
            Spec = new PodSpecArgs { Containers = { new ContainerArgs { Image = "busybox" } } },
        }, options)))).ToString().ShouldContain("name is required");

    [Fact]
    public async Task A_resource_that_exists_is_read_by_its_id()
    {
        var recorder = await Recorder.Of(options => Core.Namespace.Get("system", "kube-system", options));

        recorder["system"].Id.ShouldBe("kube-system");
    }
}
