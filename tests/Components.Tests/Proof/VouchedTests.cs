using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Stratus.Core.Proof.Plans;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Proof;

/// <summary>The name of the proof's Job, of which another one is another run, and the lease that admission asks for.</summary>
public class VouchedTests
{
    private static readonly PlatformSettings Stack = Platforms.Of(servers: 1, agents: 2).InEc2();

    private static readonly Proven Before = new(Stack);

    private static readonly Dictionary<string, Proven> Changes = new()
    {
        ["the lock"] = Before with { Lock = new('1', 64) },
        ["the proof's image"] = Before with { Image = "registry.example/runtime@sha256:1" },
        ["the program"] = Before with { Program = "fedc" },
        ["a host more"] = new(Platforms.Of(servers: 1, agents: 3).InEc2()),
        ["another machine of the same name"] = Host(host => host with { HostKey = null }),
        ["a host's address"] = Host(host => host with { Ec2 = host.Ec2! with { PrivateIp = "10.0.1.77" } }),
        ["a host that is reached elsewhere"] = Host(host => host with { Address = "192.0.2.77", Ec2 = null }),
        ["a host's node address"] = Host(host => host with { NodeAddress = "10.0.0.7" }),
        ["a host's role"] = Host(host => host with { Role = HostRole.Server }),
        ["a host that is applied again"] = Host(host => host with { Reapply = 1 }),
        ["a host's thin pool"] = Host(host => host with { ThinPool = new() { LoopSizeGib = 30 } }),
        ["an instance's type"] = Host(host => host with { Ec2 = host.Ec2! with { InstanceType = "m8i.8xlarge" } }),
        ["an instance's image"] = new(Stack with { Aws = Stack.Aws! with { AmiName = "debian-14-*" } }),
        ["the RuntimeClasses"] = new(Stack.With(SandboxRuntime.KataQemu)),
        ["the sandboxes' namespace"] = Sandbox(sandbox => sandbox with { Namespace = "agents" }),
        ["the sandboxes' processors"] = Sandbox(sandbox => sandbox with { Cpu = "2" }),
        ["the sandboxes' memory"] = Sandbox(sandbox => sandbox with { Memory = "2Gi" }),
        ["the sandboxes' disk"] = Sandbox(sandbox => sandbox with { EphemeralStorage = "4Gi" }),
        ["the sandboxes' quota"] = Sandbox(sandbox => sandbox with { MaxSandboxes = 400 }),
        ["the pods' range"] = Cluster(cluster => cluster with { PodCidr = "10.64.0.0/16" }),
        ["the Services' range"] = Cluster(cluster => cluster with { ServiceCidr = "10.65.0.0/16" }),
        ["encryption"] = Cluster(cluster => cluster with { Encryption = false }),
        ["no egress"] = new(Stack with { Egress = [] }),
        // Of a range the plan has the first address only.
        ["a narrower egress"] = new(Stack with { Egress = [Stack.Egress[0], Stack.Egress[1] with { Cidr = "203.0.113.0/25" }] }),
        ["the lease's enforcement"] = Proof(proof => proof with { Enforce = false }),
        ["the lease's length"] = Proof(proof => proof with { LeaseSeconds = 7200 }),
        ["how many starts are timed"] = Proof(proof => proof with { Samples = 30 }),
        ["a budget"] = Proof(proof => proof with { BudgetMs = 900 }),
        ["the internet"] = Proof(proof => proof with { Internet = false }),
    };

    private static readonly Dictionary<string, Proven> Others = new()
    {
        ["nothing"] = Before,
        ["when the proof runs"] = Proof(proof => proof with { Schedule = "0 4 * * *" }),
        ["how long SSH is waited for"] = Host(host => host with { SshWaitMinutes = 20 }),
        ["as whom and where SSH reaches a host"] = Host(host => host with { User = "ubuntu", Port = 2222, JumpHost = new() { Address = "192.0.2.9", User = "root", Port = 22 } }),
        ["whether an instance may be deleted"] = Host(host => host with { Ec2 = host.Ec2! with { Protected = false } }),
        ["tags, and from where operators come"] = new(Stack with { Aws = Stack.Aws! with { Tags = Stack.Aws!.Tags.Clear(), AdminCidrs = ["198.51.100.0/28"] } }),
    };

    public static TheoryData<string> Vouched => new(Changes.Keys);

    public static TheoryData<string> NotVouched => new(Others.Keys);

    [Theory]
    [MemberData(nameof(Vouched))]
    public async Task What_it_vouches_for_has_the_proof_run_again(string what) => (await JobAsync(Changes[what])).ShouldNotBe(await JobAsync(Before));

    [Theory]
    [MemberData(nameof(Vouched))]
    public async Task What_it_vouches_for_voids_every_earlier_lease_where_one_is_asked_for(string what)
    {
        if (!Changes[what].Platform.Proof.Enforce) return;

        (await AskedForAsync(Changes[what])).ShouldNotBe(await AskedForAsync(Before));
    }

    [Theory]
    [MemberData(nameof(Vouched))]
    public async Task A_run_writes_the_very_digest_that_admission_asks_for_and_its_Job_is_called_after_it(string what)
    {
        var seen = await RunAsync(Changes[what]);

        var digest = SmokePlanFile.Read(Encoding.UTF8.GetBytes((string)((ImmutableDictionary<string, object>)seen.Of("kubernetes:core/v1:ConfigMap", "stratus-smoke-plan").At("data")!)["plan.json"])).StackDigest;
        digest.ShouldMatch("^[0-9a-f]{64}$");
        NameOf(seen).ShouldBe($"stratus-smoke-{digest[..10]}");
        if (Changes[what].Platform.Proof.Enforce) AskedFor(seen).ShouldBe(digest);
    }

    [Theory]
    [MemberData(nameof(NotVouched))]
    public async Task What_it_does_not_vouch_for_does_neither(string what)
    {
        (await JobAsync(Others[what])).ShouldBe(await JobAsync(Before));
        (await AskedForAsync(Others[what])).ShouldBe(await AskedForAsync(Before));
    }

    private static Proven Host(Func<HostSettings, HostSettings> change) => new(Stack with { Hosts = Stack.Hosts.SetItem(1, change(Stack.Hosts[1])) });

    private static Proven Sandbox(Func<SandboxSettings, SandboxSettings> change) => new(Stack with { Sandbox = change(Stack.Sandbox) });

    private static Proven Cluster(Func<ClusterSettings, ClusterSettings> change) => new(Stack with { Cluster = change(Stack.Cluster) });

    private static Proven Proof(Func<ProofSettings, ProofSettings> change) => new(Stack with { Proof = change(Stack.Proof) });

    private static async Task<string> JobAsync(Proven proven) => NameOf(await RunAsync(proven));

    private static async Task<string> AskedForAsync(Proven proven) => AskedFor(await RunAsync(proven));

    private static string NameOf(Recorder seen) => (string)seen.Of("kubernetes:batch/v1:Job", "smoke").At("metadata/name")!;

    // As whoever breaks the glass finds it.
    private static string AskedFor(Recorder seen) => Regex.Matches(
        string.Join(' ', ((ImmutableArray<object>)seen.Of("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy", "proof-lease").At("spec/validations")!)
            .Select(one => ((ImmutableDictionary<string, object>)one)["expression"])), "[0-9a-f]{64}").ShouldHaveSingleItem().Value;

    private static Task<Recorder> RunAsync(Proven proven) =>
        Recorder.RunAsync(options => Build.Proof(proven.Platform, proven.Image, proven.Lock, proven.Program, options));

    private sealed record Proven(PlatformSettings Platform)
    {
        public string Image { get; init; } = "registry.example/runtime@sha256:0";

        public string Lock { get; init; } = new('0', 64);

        public string Program { get; init; } = "abcd";
    }
}
