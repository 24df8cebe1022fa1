using System.Diagnostics;
using System.Text;

namespace Stratus.Core.Tests.Scripting;

/// <summary>The real bash.</summary>
internal static class Bash
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static (int ExitCode, string Output) Run(string program, string argument = "apply")
    {
        var start = new ProcessStartInfo("bash", ["-s", "--", argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            process.StandardInput.Write(program);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended before it was read: its exit code says enough.
        }

        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
