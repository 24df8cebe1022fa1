using Stratus.Cli.Plans;

namespace Stratus.Cli.Commands;

/// <summary>Where plans are written to and read from.</summary>
internal static class PlanFile
{
    /// <summary>Writes a plan to a file, or to <paramref name="output"/> for <c>-</c>.</summary>
    public static void Write(Plan plan, string target, TextWriter output)
    {
        using var buffer = new MemoryStream();
        PlanJson.Write(plan, buffer);
        if (target == "-")
            output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        else
            AtomicFile.Write(new(target), buffer.ToArray());
    }
}
