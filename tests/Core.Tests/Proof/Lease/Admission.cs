using System.Text.Json;
using System.Text.Json.Nodes;
using Cel;
using Stratus.Core.Sandboxes;

namespace Stratus.Core.Tests.Proof.Lease;

/// <summary>Evaluates rules as an API server does: the first that is false, or an error, refuses. <c>split</c> is Kubernetes' own extension.</summary>
internal static class Admission
{
    private static readonly CelEnvironment Cel = Environment();

    /// <summary>The message of the rule that refuses; null where all allow.</summary>
    public static string? Ask(IEnumerable<AdmissionRule> rules, string request, string @object, string oldObject = "null", string parameters = "null")
    {
        var variables = new Dictionary<string, object?>
        {
            ["request"] = Value(JsonNode.Parse(request)),
            ["object"] = Value(JsonNode.Parse(@object)),
            ["oldObject"] = Value(JsonNode.Parse(oldObject)),
            ["params"] = Value(JsonNode.Parse(parameters)),
        };
        return rules.FirstOrDefault(rule => !Allows(rule, variables))?.Message;
    }

    private static bool Allows(AdmissionRule rule, Dictionary<string, object?> variables)
    {
        var program = Cel.Compile(rule.Expression);
        try
        {
            return program(variables) is true;
        }
        catch (Exception problem) when (problem.GetType().Namespace?.StartsWith("Cel", StringComparison.Ordinal) == true)
        {
            return false;
        }
    }

    private static CelEnvironment Environment()
    {
        var cel = new CelEnvironment(null, "");
        cel.RegisterFunction("split", [typeof(string), typeof(string)], given => ((string)given[0]!).Split((string)given[1]!));
        return cel;
    }

    private static object? Value(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => members.ToDictionary(member => member.Key, member => Value(member.Value)),
        JsonArray items => items.Select(Value).ToArray(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => node.GetValue<long>(),
            _ => node.GetValue<string>(),
        },
    };
}
