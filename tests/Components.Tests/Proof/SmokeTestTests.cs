using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Proof;

public class SmokeTestTests
{
    private const string Job = "kubernetes:batch/v1:Job";
    private const string Policy = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
    private const string Role = "kubernetes:rbac.authorization.k8s.io/v1:Role";

    [Fact]
    public async Task What_it_registers_in_the_cluster_is_as_reviewed()
    {
        var seen = await RunAsync(Platforms.One);

        // What is called after the digest of all the rest is another with every change of it; VouchedTests holds it.
        var outline = Outline.Of(Own(seen).Where(one => one is not { Type: Job } && one.Name is not ("smoke-await" or "stratus-smoke-plan")));
        Snapshot.Match(Regex.Replace(outline, "stackSha256 == '[0-9a-f]{64}'", "stackSha256 == 'DIGEST'"), "smoke-test");
    }

    [Fact]
    public async Task It_runs_after_everything_that_it_vouches_for_and_its_program_is_there()
    {
        var seen = await RunAsync(Platforms.One);

        var needs = await seen.DependsOnAsync(seen.Of(Job, "smoke"));
        foreach (var need in new[] { "cilium", "kata", "sandboxes", "smoke-upload", "stratus-smoke-plan", "stratus-smoke-key", "conductor" }) needs.ShouldContain(need);
        (await seen.DependsOnAsync(seen["smoke-await"])).ShouldBe(["smoke"]);
        seen["smoke-await"].Script!["STRATUS_SMOKE_JOB"].ShouldBe(NameOf(seen));
    }

    [Fact]
    public async Task The_plan_by_which_a_run_says_what_it_vouches_for_comes_after_all_of_that_and_after_older_leases_are_void()
    {
        var seen = await RunAsync(Platforms.One);

        var needs = await seen.DependsOnAsync(seen.Of("kubernetes:core/v1:ConfigMap", "stratus-smoke-plan"));
        foreach (var need in new[] { "cilium", "kata", "sandboxes", "proof-lease", "proof-nodes", "proof-names", "proof-writers", "proof-pools" }) needs.ShouldContain(need);
        var rules = await seen.DependsOnAsync(seen.Of(Policy, "proof-lease"));
        foreach (var later in new[] { "cilium", "kata", "smoke" }) rules.ShouldNotContain(later, "an older lease is void as soon as the cluster can be told");
    }

    [Fact]
    public async Task What_the_proofs_pods_may_take_is_not_changed_while_they_run() =>
        (await RunAsync(Platforms.One)).Of(Policy, "proof-names").At("spec/matchConstraints/resourceRules/0/resources/1").ShouldBe("pods/resize");

    [Fact]
    public async Task New_sandboxes_wait_for_a_lease_and_without_its_ConfigMap_nothing_starts()
    {
        var seen = await RunAsync(Platforms.One);

        foreach (var name in new[] { "proof-lease", "proof-nodes" })
        {
            seen.Of(Policy, name).At("spec/failurePolicy").ShouldBe("Fail");
            var binding = seen.Of(Policy + "Binding", name);
            binding.At("spec/paramRef/parameterNotFoundAction").ShouldBe("Deny");
            binding.At("spec/paramRef/name").ShouldBe("stratus-proof-lease");
            binding.At("spec/paramRef/namespace").ShouldBe("stratus-smoke");
        }
    }

    [Fact]
    public async Task A_stack_that_does_not_enforce_keeps_the_names_all_the_same()
    {
        var seen = await RunAsync(Platforms.One with { Proof = ProofSettings.Default with { Enforce = false } });

        seen.Resources.Where(one => one.Type == Policy).Select(one => one.Name).ShouldBe(["proof-names", "proof-pools", "proof-writers", "sandbox-network", "sandbox-pods", "sandbox-templates"]);
    }

    [Fact]
    public async Task The_conductor_reads_no_secret_and_nothing_is_granted_by_a_wildcard()
    {
        var roles = (await RunAsync(Platforms.One)).Resources.Where(one => one.Type is Role or "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole").ToArray();

        roles.Length.ShouldBe(4);
        foreach (var rule in roles.SelectMany(role => (ImmutableArray<object>)role.At("rules")!).Cast<ImmutableDictionary<string, object>>())
        {
            var words = rule.Values.Cast<ImmutableArray<object>>().SelectMany(list => list).ToArray();
            words.ShouldNotContain("secrets");
            words.ShouldNotContain("*");
        }
    }

    [Fact]
    public async Task The_kubeconfig_and_the_signing_key_are_secret()
    {
        var seen = await RunAsync(Platforms.One);

        seen["smoke-upload"].Script!["STRATUS_KUBECONFIG"].ShouldBe("kubeconfig-canary");
        seen["smoke-upload"].Inputs.Where(input => input.Key != "stdin").ShouldAllBe(input => !$"{input.Value}".Contains("canary", StringComparison.Ordinal));
        Own(seen).Where(one => Outline.Of([one]).Contains("signing-canary", StringComparison.Ordinal)).Select(one => one.Name).ShouldBe(["stratus-smoke-key"]);
    }

    [Fact]
    public async Task The_plan_is_one_that_the_conductor_can_read()
    {
        var plan = (await RunAsync(Platforms.One)).Of("kubernetes:core/v1:ConfigMap", "stratus-smoke-plan").At("data");

        var text = (string)((ImmutableDictionary<string, object>)plan!)["plan.json"];
        SmokePlanFile.Read(System.Text.Encoding.UTF8.GetBytes(text)).Stack.ShouldBe("test");
    }

    [Fact]
    public async Task Everything_belongs_to_the_component() => (await RunAsync(Platforms.One)).Orphans.ShouldBeEmpty();

    private static string NameOf(Recorder seen) => (string)seen.Of(Job, "smoke").At("metadata/name")!;

    private static IEnumerable<Recorded> Own(Recorder seen) => seen.Resources.Where(one =>
        one.Name.Contains("smoke", StringComparison.Ordinal) || one.Name.Contains("proof", StringComparison.Ordinal) || one.Name.Contains("conductor", StringComparison.Ordinal));

    private static Task<Recorder> RunAsync(PlatformSettings platform) =>
        Recorder.RunAsync(options => Build.Proof(platform, "registry.example/runtime@sha256:0", new('0', 64), "abcd", options));
}
