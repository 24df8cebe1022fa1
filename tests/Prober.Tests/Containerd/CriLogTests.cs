using System.Globalization;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>A log as containerd writes it, read while it is written.</summary>
public sealed class CriLogTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();
    private readonly List<string> lines = [];
    private readonly CriLog log;

    public CriLogTests() => log = new(path, (line, read) => lines.Add($"{read.ToString("s", CultureInfo.InvariantCulture)}.{read:fffffff} {line}"));

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task A_line_comes_with_the_time_at_which_containerd_read_it()
    {
        await WriteAsync("2026-03-04T05:06:07.123456700Z stdout F one two\n2026-03-04T05:06:08Z stderr F no output\n2026-03-04T05:06:09.5Z stdout F \n");
        lines.ShouldBe(["2026-03-04T05:06:07.1234567 one two", "2026-03-04T05:06:09.5000000 "]);
    }

    [Fact]
    public async Task A_line_in_parts_is_whole_when_its_last_part_is_there_and_has_the_time_of_its_first()
    {
        await WriteAsync("2026-03-04T05:06:07.1Z stdout P one\n2026-03-04T05:06:07.2Z stdout P  two\n");
        lines.ShouldBeEmpty();
        await WriteAsync("2026-03-04T05:06:07.3Z stdout F  three\n");
        lines.ShouldBe(["2026-03-04T05:06:07.1000000 one two three"]);
    }

    [Fact]
    public async Task What_is_not_written_to_its_end_waits_for_the_rest()
    {
        await WriteAsync("2026-03-04T05:06:07.1Z stdout F on");
        lines.ShouldBeEmpty();
        await WriteAsync("e\n2026-");
        await WriteAsync("03-04T05:06:08.1Z stdout F two\n");
        lines.ShouldBe(["2026-03-04T05:06:07.1000000 one", "2026-03-04T05:06:08.1000000 two"]);
    }

    private async Task WriteAsync(string text)
    {
        await File.AppendAllTextAsync(path, text);
        await log.ReadOnAsync();
    }
}
