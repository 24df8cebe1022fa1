namespace Stratus.E2e.Tests.Lab;

/// <summary>All that a host script may leave behind on a machine.</summary>
internal sealed record Traces(string Text)
{
    public static async Task<Traces> OfAsync(Machine machine) => new(await machine.RootAsync(LabFile.Read("traces.sh")));

    /// <summary>Fails with the lines, and only the lines, that differ.</summary>
    public void ShouldBe(Traces earlier, string because = "")
    {
        var (before, after) = (earlier.Text.Split('\n'), Text.Split('\n'));
        before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)).ShouldBeEmpty(because);
    }
}
