using System.Diagnostics;
using System.Globalization;

namespace Stratus.Benchmarks;

/// <summary>One run of the real command: wall time, and the most memory that it and the program under it held together.</summary>
internal sealed record Preview(double Seconds, double PeakMebibytes)
{
    public static async Task<Preview> RunAsync(string stratus, string folder, string stack)
    {
        var start = new ProcessStartInfo("dotnet", [stratus, "preview", "--stack", stack, "--project", folder, "--no-build"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var peaks = new Dictionary<int, long>();
        while (!process.HasExited)
        {
            Sample(process.Id, peaks);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(20));
        }
        var seconds = watch.Elapsed.TotalSeconds;
        await output;
        return process.ExitCode == 0
            ? new(seconds, peaks.Values.Sum() / 1024.0)
            : throw new InvalidOperationException($"stratus preview --stack {stack} failed:\n{await error}");
    }

    // VmHWM only grows, so sampling now and then misses no peak but that of the last moments. KiB.
    private static void Sample(int pid, Dictionary<int, long> peaks)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (line is not null)
            {
                peaks[pid] = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
            }
            // A child belongs to the thread that started it, which need not be the first.
            var children = Directory.GetDirectories($"/proc/{pid}/task").SelectMany(thread =>
                File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries));
            foreach (var child in children)
            {
                Sample(int.Parse(child, CultureInfo.InvariantCulture), peaks);
            }
        }
        catch (IOException)
        {
            // The process has ended between two looks.
        }
    }
}
