namespace Stratus.E2e.Tests.Lab;

/// <summary>All that a host script may leave behind on a machine.</summary>
internal sealed record Traces(string Text)
{
    public static async Task<Traces> OfAsync(Machine machine) => new(await machine.RootAsync(LabFile.Read("traces.sh")));

    /// <summary>Fails with the lines, and only the lines, that differ.</summary>
    public void ShouldBe(Traces earlier, string because = "") => earlier.Differences(this).ShouldBeEmpty(because);

    /// <summary>The lines that are not there later, and those that are not there yet.</summary>
    public IEnumerable<string> Differences(Traces later)
    {
        var (before, after) = (Text.Split('\n'), later.Text.Split('\n'));
        return before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line));
    }
}
