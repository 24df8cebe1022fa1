using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Stratus.Components.Proof;
using Stratus.Core.Locking;
using Stratus.Core.Settings;
using Stratus.Core.Settings.Rules;

namespace Stratus.Stacks;

/// <summary>The program of a stack: reads its configuration, refuses a bad one whole, and wires the platform.</summary>
public static class PlatformProgram
{
    private const string PrivateKey = "sshPrivateKey";
    private const string HostPrivateKeys = "hostPrivateKeys";
    private const string ProofPrivateKey = "proofPrivateKey";

    private static readonly string[] Keys = ["environment", "inventory", "hosts", "aws", "cluster", "runtimes", "sandbox", "egress", "proof", PrivateKey, HostPrivateKeys, ProofPrivateKey];

    /// <summary>Runs inside a deployment; gives the stack's outputs. A <see cref="RunException"/> tells every mistake at once.</summary>
    public static IDictionary<string, object?> Run()
    {
        var config = new Config();
        var settings = ReadSettings(config);
        var pins = VersionLock.Embedded;
        RefuseUnpinned(settings, pins);

        var platform = new SandboxPlatform("platform", new()
        {
            Settings = settings,
            Lock = pins,
            SshPrivateKey = config.GetSecret(PrivateKey),
            HostPrivateKeys = ReadHostPrivateKeys(config, settings),
            ProofPrivateKey = ReadProofPrivateKey(config, settings),
            ProgramDigest = ProberFiles.Digest(AppContext.BaseDirectory),
        });
        return new Dictionary<string, object?>
        {
            ["kubeconfig"] = platform.Kubeconfig,
            ["namespace"] = platform.Namespace,
            ["runtimeClasses"] = platform.RuntimeClasses,
        };
    }

    private static PlatformSettings ReadSettings(Config config)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var key in Keys)
        {
            if (config.Get(key) is { } value)
            {
                values[key] = ToJson(value);
            }
        }
        var result = SettingsParser.Parse(values, path => SettingsFile.ReadInventory(Path.Combine(Deployment.Instance.RootDirectory, path)));
        foreach (var warning in result.Warnings)
        {
            Log.Warn(warning.ToString());
        }
        return result.Settings ?? throw new RunException(
            $"{result.Errors.Length} mistakes in this stack's settings:\n{string.Join('\n', result.Errors.Select(error => $"- {error}"))}");
    }

    private static ImmutableDictionary<string, Output<string>> ReadHostPrivateKeys(Config config, PlatformSettings settings)
    {
        var keys = config.GetSecretObject<Dictionary<string, string>>(HostPrivateKeys);
        return settings.Hosts.Where(host => host is { Ec2: not null, HostKey: not null })
            .ToImmutableDictionary(host => host.Id, host => keys!.Apply(all => KnownOnly(all[host.Id])));
    }

    private static Output<string>? ReadProofPrivateKey(Config config, PlatformSettings settings)
    {
        if (config.GetSecret(ProofPrivateKey) is { } key) return key.Apply(KnownOnly);
        if (settings.Environment == PlatformEnvironment.Dev)
        {
            Log.Warn($"{ProofPrivateKey}: there is none, so that nothing is proven and sandboxes start without a proof (unproven-sandboxes)."
                + $" To mend it, {SettingRules.ProofKeyAdvice}");
            return null;
        }
        var missing = $"{ProofPrivateKey}: there is none, and {settings.Environment} starts no sandbox without a signed proof. To mend it, {SettingRules.ProofKeyAdvice}";
        if (!Deployment.Instance.IsDryRun) throw new RunException(missing);
        Log.Warn($"{missing}; `pulumi up` refuses it (unproven-sandboxes)");
        return OutputUtilities.CreateUnknown("");
    }

    // A preview that has no key to decrypt with sees a value in its place that must not be taken for the secret.
    private static Output<string> KnownOnly(string value) =>
        value == SettingsParser.EncryptedSentinel ? OutputUtilities.CreateUnknown("") : Output.Create(value);

    // Structured values arrive as JSON text, plain ones as they are.
    private static JsonElement ToJson(string value)
    {
        if (value.Length > 0 && value[0] is '{' or '[')
        {
            try
            {
                using var document = JsonDocument.Parse(value);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                // Not structured after all; the settings' own rules say what is wrong with the text.
            }
        }
        return JsonSerializer.SerializeToElement(value);
    }

    private static void RefuseUnpinned(PlatformSettings settings, VersionLock pins)
    {
        if (settings.Environment == PlatformEnvironment.Dev || Deployment.Instance.IsDryRun)
        {
            var consequence = settings.Environment == PlatformEnvironment.Dev ? "it is installed unverified" : "`pulumi up` refuses it";
            foreach (var artefact in pins.Unpinned)
            {
                Log.Warn($"versions.lock.json: {artefact.Entry} has no digest: {consequence} ({UnpinnedArtefact.Name}). To mend it, {artefact.Fix}");
            }
            return;
        }
        if (!pins.Unpinned.IsEmpty)
        {
            var list = string.Join('\n', pins.Unpinned.Select(artefact => $"- {artefact.Entry}: {artefact.Fix}"));
            throw new RunException($"versions.lock.json has no digest for these, and {settings.Environment} installs nothing unverified:\n{list}");
        }
    }
}
