using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stratus.Cli.Hosts;

/// <summary>What every report of a machine says as JSON: how it was reached, and what was found.</summary>
internal static class HostJson
{
    /// <summary>A machine's object; the report adds its own.</summary>
    public static JsonObject Of(HostContact contact, string verdict) => new()
    {
        ["name"] = contact.Name,
        ["address"] = contact.Address?.ToString(),
        ["verdict"] = verdict,
        ["hostKey"] = contact.HostKey,
        ["hostKeyUnseen"] = contact.HostKeyUnseen,
        ["offeredHostKey"] = contact.OfferedHostKey,
        ["error"] = contact.Error is not { } error ? null
            : new JsonObject { ["failure"] = Word(error.Failure), ["cause"] = error.Cause, ["fix"] = error.Fix },
    };

    /// <summary>An enumeration's value as a schema has it: <c>notReady</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
