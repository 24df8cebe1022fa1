using Stratus.Core.Proof.Lease;

namespace Stratus.Core.Tests.Proof.Lease;

/// <summary>Somebody who may edit everything in the sandboxes' namespace, and would start without a lease.</summary>
public sealed class ReservedNamesTests
{
    private const string Mallory = """{"username":"mallory","groups":["system:authenticated"]}""";
    private const string Conductor = """{"username":"system:serviceaccount:stratus-smoke:conductor","groups":["system:serviceaccounts"]}""";
    private const string Operator = """{"username":"system:admin","groups":["system:masters","system:authenticated"]}""";
    private const string Pools = """{"username":"system:serviceaccount:agent-sandbox-system:agent-sandbox-controller","groups":["system:serviceaccounts"]}""";
    private const string Jobs = """{"username":"system:serviceaccount:kube-system:job-controller","groups":["system:serviceaccounts"]}""";

    [Theory]
    [InlineData(Conductor, true)]
    [InlineData(Operator, true)]
    [InlineData(Mallory, false)]
    [InlineData("""{"username":"mallory"}""", false)]
    [InlineData("""{"username":"system:serviceaccount:sandboxes:conductor"}""", false)]
    [InlineData("""{"username":"system:serviceaccount:kube-system:cronjob-controller"}""", false)]
    [InlineData("""{"username":"system:serviceaccount:kube-system:replicaset-controller"}""", false)]
    [InlineData("""{"username":"system:serviceaccount:kube-system:daemon-set-controller"}""", false)]
    public void The_prefix_is_the_proofs(string user, bool allowed) => Create(user, Named("stratus-smoke-1")).ShouldBe(allowed);

    [Fact]
    public void Nor_may_a_name_be_generated_with_it() =>
        Create(Mallory, """{"metadata":{"generateName":"stratus-smoke-"},"spec":{}}""").ShouldBeFalse();

    [Fact]
    public void Other_names_are_anybodys()
    {
        Create(Mallory, Named("stratus-smok-1")).ShouldBeTrue();
        Create(Mallory, """{"metadata":{"generateName":"x-","labels":{"app":"x"}},"spec":{}}""").ShouldBeTrue();
    }

    [Theory]
    [InlineData("""[{"kind":"Job","name":"stratus-smoke-1","controller":true}]""", true)]
    [InlineData("""[{"kind":"Job","name":"x","controller":true}]""", false)]
    [InlineData("""[{"kind":"Job","name":"stratus-smoke-1"}]""", false)]
    [InlineData("""[{"kind":"ReplicaSet","name":"stratus-smoke-1","controller":true}]""", false)]
    [InlineData("[]", false)]
    public void A_Job_of_the_proof_makes_its_pods(string owners, bool allowed)
    {
        var pod = $$"""{"metadata":{"name":"stratus-smoke-1-x","labels":{"stratus.dev/smoke-run":"1"},"ownerReferences":{{owners}} },"spec":{} }""";

        Create(Jobs, pod).ShouldBe(allowed);
        Create(Mallory, pod).ShouldBeFalse();
    }

    [Theory]
    [InlineData("SandboxWarmPool", "stratus-smoke-1", "true", true)]
    [InlineData("SandboxClaim", "stratus-smoke-1", "true", true)]
    [InlineData("Sandbox", "stratus-smoke-1", "true", true)]
    [InlineData("Sandbox", "stratus-smoke-1", "false", false)]
    [InlineData("Sandbox", "x", "true", false)]
    [InlineData("Job", "stratus-smoke-1", "true", false)]
    public void A_pool_of_the_proof_makes_its_sandboxes_and_their_pods(string kind, string owner, string isController, bool allowed)
    {
        var made = $$"""
            {"metadata":{"name":"stratus-smoke-1-x","labels":{"stratus.dev/smoke-run":"1"},"ownerReferences":[{"kind":"{{kind}}","name":"{{owner}}","controller":{{isController}} }]},"spec":{} }
            """;
        Create(Pools, made).ShouldBe(allowed);
        Create(Mallory, made).ShouldBeFalse();
        CreatePoolThing(Pools, "sandboxes", made).ShouldBe(allowed);
        CreatePoolThing(Mallory, "sandboxes", made).ShouldBeFalse();
    }

    [Theory]
    [InlineData("sandboxtemplates")]
    [InlineData("sandboxwarmpools")]
    [InlineData("sandboxclaims")]
    [InlineData("sandboxes")]
    public void What_pods_of_the_proof_could_be_made_from_is_the_proofs(string resource)
    {
        const string Changed = """{"metadata":{"name":"stratus-smoke-1"},"spec":{"replicas":100}}""";

        CreatePoolThing(Conductor, resource, Named("stratus-smoke-1")).ShouldBeTrue();
        CreatePoolThing(Mallory, resource, Named("stratus-smoke-1")).ShouldBeFalse();
        CreatePoolThing(Mallory, resource, Named("x")).ShouldBeTrue();
        UpdatePoolThing(Mallory, resource, Changed, Named("stratus-smoke-1")).ShouldBeFalse();
        UpdatePoolThing(Mallory, resource, Named("stratus-smoke-1", """{"a":"b"}"""), Named("stratus-smoke-1")).ShouldBeTrue();
        // Whoever hands a sandbox out changes it, and nothing else.
        UpdatePoolThing(Pools, resource, Changed, Named("stratus-smoke-1")).ShouldBe(resource == "sandboxes");
    }

    [Fact]
    public void Nobody_has_a_sandbox_of_the_proof_handed_out()
    {
        const string Proofs = """{"metadata":{"name":"x"},"spec":{"warmPoolRef":{"name":"stratus-smoke-1"}}}""";
        const string Own = """{"metadata":{"name":"x"},"spec":{"warmPoolRef":{"name":"mine"}}}""";

        CreatePoolThing(Mallory, "sandboxclaims", Proofs).ShouldBeFalse();
        CreatePoolThing(Conductor, "sandboxclaims", Proofs).ShouldBeTrue();
        CreatePoolThing(Mallory, "sandboxclaims", Own).ShouldBeTrue();
        UpdatePoolThing(Mallory, "sandboxclaims", Proofs, Own).ShouldBeFalse();
        UpdatePoolThing(Pools, "sandboxclaims", Proofs, Proofs).ShouldBeTrue("its controller writes annotations");
    }

    [Theory]
    [InlineData("stratus.dev/smoke-target")]
    [InlineData("stratus.dev/smoke-run")]
    public void The_labels_are_the_proofs(string label)
    {
        var labelled = Named("x", $$"""{"{{label}}":"true"}""");

        Create(Mallory, labelled).ShouldBeFalse();
        Create(Conductor, labelled).ShouldBeTrue();
        Update(Mallory, labelled, Named("x")).ShouldBeFalse();
        Update(Mallory, Named("x"), labelled).ShouldBeFalse();
        Update(Mallory, Named("x", $$"""{"{{label}}":"1"}"""), labelled).ShouldBeFalse();
        Update(Mallory, labelled, labelled).ShouldBeTrue();
    }

    [Fact]
    public void A_Job_by_another_name_cannot_pass_the_label_on_to_its_pod() =>
        Create(Jobs, """
            {"metadata":{"name":"x-1","labels":{"stratus.dev/smoke-target":"true"},"ownerReferences":[{"kind":"Job","name":"x","controller":true}]},"spec":{}}
            """).ShouldBeFalse();

    [Fact]
    public void The_image_of_a_running_probe_cannot_be_changed()
    {
        const string Before = """{"metadata":{"name":"stratus-smoke-1"},"spec":{"containers":[{"image":"a"}]}}""";
        const string After = """{"metadata":{"name":"stratus-smoke-1"},"spec":{"containers":[{"image":"b"}]}}""";

        Update(Mallory, After, Before).ShouldBeFalse();
        Update(Conductor, After, Before).ShouldBeTrue();
        Update(Jobs, Before, Before).ShouldBeTrue();
        Update(Mallory, After.Replace("stratus-smoke-1", "x", StringComparison.Ordinal), Before.Replace("stratus-smoke-1", "x", StringComparison.Ordinal))
            .ShouldBeTrue();
    }

    [Fact]
    public void Nobody_gets_a_shell_in_a_probe()
    {
        Connect(Mallory, "stratus-smoke-1").ShouldBeFalse();
        Connect(Mallory, "x").ShouldBeTrue();
        Connect(Conductor, "stratus-smoke-1").ShouldBeTrue();
    }

    [Theory]
    [InlineData(Mallory, "stratus-proof-lease", false)]
    [InlineData(Jobs, "stratus-proof-lease", false)]
    [InlineData(Mallory, "other", true)]
    [InlineData(Conductor, "stratus-proof-lease", true)]
    [InlineData(Operator, "stratus-proof-lease", true)]
    public void The_lease_is_the_conductors_to_write(string user, string name, bool allowed) =>
        (Admission.Ask(LeaseRules.Writers, Request("UPDATE", user), Named(name)) is null).ShouldBe(allowed);

    private static bool Create(string user, string thing) => Admission.Ask(LeaseRules.Names, Request("CREATE", user), thing) is null;

    private static bool Update(string user, string after, string before) => Admission.Ask(LeaseRules.Names, Request("UPDATE", user), after, before) is null;

    private static bool CreatePoolThing(string user, string resource, string thing) => Admission.Ask(LeaseRules.Pools, Request("CREATE", user, resource), thing) is null;

    private static bool UpdatePoolThing(string user, string resource, string after, string before) =>
        Admission.Ask(LeaseRules.Pools, Request("UPDATE", user, resource), after, before) is null;

    // What is sent then has no metadata.
    private static bool Connect(string user, string name) =>
        Admission.Ask(LeaseRules.Names, $$"""{"operation":"CONNECT","name":"{{name}}","userInfo":{{user}} }""", """{"kind":"PodExecOptions"}""") is null;

    private static string Named(string name, string labels = "{}") => $$"""{"metadata":{"name":"{{name}}","labels":{{labels}} },"spec":{} }""";

    private static string Request(string operation, string user, string resource = "pods") =>
        $$"""{"operation":"{{operation}}","userInfo":{{user}},"resource":{"resource":"{{resource}}"} }""";
}
