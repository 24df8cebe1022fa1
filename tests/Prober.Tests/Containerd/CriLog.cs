using System.Globalization;

namespace Stratus.Prober.Tests.Containerd;

/// <summary>A container's log as containerd writes it: when, by which stream, whether it is a whole line (F) or the beginning of one (P), and the text.</summary>
internal sealed class CriLog(string path, Action<string, DateTimeOffset> line)
{
    private long position;
    private string unfinished = "";
    private string begun = "";
    private DateTimeOffset began;

    /// <summary>Passes on the lines of the output that were written since the last time, and when containerd read the first of each.</summary>
    public async Task ReadOnAsync()
    {
        if (!File.Exists(path)) return;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = position;
        using var reader = new StreamReader(file);
        var lines = (unfinished + await reader.ReadToEndAsync()).Split('\n');
        // No further than was read: it is written on meanwhile.
        position = file.Position;
        unfinished = lines[^1];
        foreach (var written in lines[..^1]) Take(written.Split(' ', 4));
    }

    private void Take(string[] parts)
    {
        if (parts is not [var read, "stdout", var tag, var text]) return;
        if (begun.Length == 0) began = DateTimeOffset.Parse(read, CultureInfo.InvariantCulture);
        begun += text;
        if (tag != "F") return;
        line(begun, began);
        begun = "";
    }
}
