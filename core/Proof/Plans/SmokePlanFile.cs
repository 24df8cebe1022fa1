using System.Text.Json;
using Stratus.Core.Files;
using Stratus.Core.Proof.Reports;

namespace Stratus.Core.Proof.Plans;

/// <summary>A plan as a file: JSON in canonical bytes, so that the same plan is the same digest.</summary>
public static class SmokePlanFile
{
    private const int MaxDepth = 32;

    /// <summary>The bytes of a plan.</summary>
    public static byte[] Write(SmokePlan plan) => Rfc8785.Bytes(ReportJson.Write(plan));

    /// <summary>Reads a plan; its form need not be canonical.</summary>
    /// <exception cref="ReportException">It is no plan; what is wrong is named.</exception>
    public static SmokePlan Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return ReportJson.Read<SmokePlan>(JsonElement.Parse(file, new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth }), "a plan of the proof");
        }
        catch (JsonException problem)
        {
            throw ReportException.Unreadable($"the plan is not JSON: {JsonMistake.In(file, MaxDepth)}", problem);
        }
    }
}
