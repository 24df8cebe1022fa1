using System.Runtime.CompilerServices;

namespace Stratus.Tests.Shared;

/// <summary>Compares text with a file beside the test. <c>ACCEPT=1</c> in the environment writes the file anew; read it before you commit it.</summary>
public static class Snapshot
{
    public static void Match(string actual, string name, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }
        File.Exists(path).ShouldBeTrue($"{path} does not exist; ACCEPT=1 writes it");
        actual.ShouldBe(File.ReadAllText(path), $"{path} says otherwise; if the new text is right, ACCEPT=1 writes it");
    }
}
