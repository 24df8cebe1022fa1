using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>What the language host says in the environment: where the engine listens, and what the run is called.</summary>
internal static class EngineEnvironment
{
    public static DeploymentRun Connect()
    {
        var engine = new GrpcEngine(Require("PULUMI_MONITOR"), Require("PULUMI_ENGINE"));
        _ = RequireParsed<bool>("PULUMI_QUERY_MODE", bool.TryParse);
        _ = RequireParsed<int>("PULUMI_PARALLEL", int.TryParse);
        return new(engine, engine, new()
        {
            Project = Require("PULUMI_PROJECT"),
            Stack = Require("PULUMI_STACK"),
            Organization = Read("PULUMI_ORGANIZATION") ?? "organization",
            RootDirectory = Read("PULUMI_ROOT_DIRECTORY"),
            IsDryRun = RequireParsed<bool>("PULUMI_DRY_RUN", bool.TryParse),
            Config = ParseConfig(Environment.GetEnvironmentVariable("PULUMI_CONFIG")),
        });
    }

    /// <summary>Config by full key, <c>namespace:key</c>; the older form <c>namespace:config:key</c> means the same.</summary>
    internal static ImmutableDictionary<string, string> ParseConfig(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return ImmutableDictionary<string, string>.Empty;
        }
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject()
            .ToImmutableDictionary(one => Clean(one.Name), one => one.Value.ToString());
    }

    private static string Clean(string key) =>
        key.IndexOf(":config:", StringComparison.Ordinal) is > 0 and var at ? $"{key[..at]}:{key[(at + ":config:".Length)..]}" : key;

    private delegate bool TryParse<T>(string? text, out T value);

    private static T RequireParsed<T>(string name, TryParse<T> tryParse) =>
        tryParse(Require(name), out var value) ? value : throw NotAvailable();

    private static string Require(string name) => Read(name) ?? throw NotAvailable();

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static InvalidOperationException NotAvailable() =>
        new("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
}
