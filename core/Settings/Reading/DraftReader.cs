using System.Collections.Immutable;
using System.Text.Json;
using Stratus.Core.Settings.Formats;

namespace Stratus.Core.Settings.Reading;

/// <summary>Reads all settings, each under its own rule.</summary>
internal static class DraftReader
{
    public static Draft Read(
        IEnumerable<KeyValuePair<string, JsonElement>> values, Func<string, string>? readInventory, SettingsReport report)
    {
        var top = new SettingsObject("", "", values, report);
        var environment = top.Choice("environment");
        var proof = top.ChildOrDefaults("proof");
        var draft = new Draft
        {
            Environment = environment < 0 ? null : (PlatformEnvironment)environment,
            Hosts = HostReader.Read(top, readInventory, report),
            Aws = top.ChildUnlessEmpty("aws") is { } aws ? Aws(aws) : null,
            Cluster = Cluster(top.ChildOrDefaults("cluster")),
            Runtimes = [.. top.Choices("runtimes").Where(choice => choice >= 0).Select(choice => (SandboxRuntime)choice)],
            Sandbox = Sandbox(top.ChildOrDefaults("sandbox")),
            Egress = Egress(top.Children("egress")),
            HostPrivateKeys = PublicHalves(top),
            Proof = Proof(proof),
            Budgets = [.. proof.Children("budgets").Where(item => item.Value is not null).Select(item => new Placed<ColdStartBudget>(item.Path, Budget(item.Value!)))],
        };
        top.OptionalText("sshPrivateKey");
        top.OptionalText("proofPrivateKey");
        return draft;
    }

    private static AwsSettings Aws(SettingsObject aws) => new()
    {
        Region = aws.Text("region"),
        VpcId = aws.Text("vpcId"),
        AmiOwner = aws.Text("amiOwner"),
        AmiName = aws.Text("amiName"),
        AdminCidrs = aws.Texts("adminCidrs"),
        SshPublicKey = aws.Text("sshPublicKey"),
        Tags = aws.TextMap("tags"),
    };

    private static ImmutableSortedDictionary<string, string?>? PublicHalves(SettingsObject top) => top.IsEncrypted("hostPrivateKeys") ? null
        : top.TextMap("hostPrivateKeys").ToImmutableSortedDictionary(
            key => key.Key, key => key.Value == Shown.EncryptedSentinel ? null : OpenSshKey.PublicHalf(key.Value) ?? "", StringComparer.Ordinal);

    private static ClusterSettings Cluster(SettingsObject cluster) => new()
    {
        PodCidr = cluster.Text("podCidr"),
        ServiceCidr = cluster.Text("serviceCidr"),
        Encryption = cluster.Truth("encryption"),
    };

    private static SandboxSettings Sandbox(SettingsObject sandbox) => new()
    {
        Namespace = sandbox.Text("namespace"),
        Cpu = sandbox.Text("cpu"),
        Memory = sandbox.Text("memory"),
        EphemeralStorage = sandbox.Text("ephemeralStorage"),
        MaxSandboxes = sandbox.Number("maxSandboxes"),
        DeadlineSeconds = sandbox.Number("deadlineSeconds"),
        TtlSecondsAfterFinished = sandbox.Number("ttlSecondsAfterFinished"),
    };

    private static ProofSettings Proof(SettingsObject proof) => new()
    {
        Enforce = proof.Truth("enforce"),
        LeaseSeconds = proof.Number("leaseSeconds"),
        Schedule = proof.Text("schedule"),
        Samples = proof.Number("samples"),
        BudgetMs = proof.Number("budgetMs"),
        Internet = proof.Truth("internet"),
        AbsentImages = proof.Texts("absentImages") is { IsEmpty: false } images ? images : [],
    };

    private static ColdStartBudget Budget(SettingsObject budget) => new()
    {
        Runtime = (SandboxRuntime)budget.Choice("runtimeClass"),
        Percentile = budget.Choice("percentile") switch { 0 => 50, 1 => 95, 2 => 99, 3 => 100, _ => 0 },
        Concurrency = budget.Number("concurrency"),
        ImagePresent = budget.Text("image") != "absent",
        LimitMs = budget.Number("limitMs"),
    };

    private static ImmutableArray<Placed<EgressDestination>> Egress(ImmutableArray<Placed<SettingsObject?>> items) =>
        [.. items.Where(item => item.Value is not null).Select(item => new Placed<EgressDestination>(item.Path, Destination(item.Value!)))];

    private static EgressDestination Destination(SettingsObject destination) =>
        new() { Host = destination.OptionalText("host"), Cidr = destination.OptionalText("cidr"), Answers = destination.OptionalText("answers"), Port = destination.Number("port") };
}
