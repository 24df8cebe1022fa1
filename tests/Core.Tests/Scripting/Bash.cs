using System.Diagnostics;
using System.Text;

namespace Stratus.Core.Tests.Scripting;

/// <summary>The real bash.</summary>
internal static class Bash
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs a program that arrives on standard input.</summary>
    public static (int ExitCode, string Output) Run(string program, string argument = "apply", string? path = null) =>
        Run(["-s", "--", argument], program, path);

    /// <summary>Runs a program that lies in a file.</summary>
    public static (int ExitCode, string Output) RunFile(string program, string argument = "apply")
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, program);
            return Run([file, argument], input: "");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int ExitCode, string Output) Run(string[] arguments, string input, string? path = null)
    {
        var start = new ProcessStartInfo("bash", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        if (path is not null) start.Environment["PATH"] = path;
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            process.StandardInput.Write(input);
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
