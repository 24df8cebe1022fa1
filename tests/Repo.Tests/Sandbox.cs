namespace Repo.Tests;

/// <summary>A temporary folder with programs of its own first on the PATH.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stratus-repo-");

    public string Path(string relative) => System.IO.Path.Combine(_folder.FullName, relative);

    public string Write(string relative, string text)
    {
        var file = Path(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public string Read(string relative) => File.ReadAllText(Path(relative));

    public bool Has(string relative) => File.Exists(Path(relative));

    public void Fake(string program, string script)
    {
        var file = Write($"fakes/{program}", $"#!/usr/bin/env bash\nset -euo pipefail\n{script}");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public (int ExitCode, string Output, string Error) Bash(string script, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        variables["PATH"] = $"{Path("fakes")}:{Environment.GetEnvironmentVariable("PATH")}";
        variables["SANDBOX"] = _folder.FullName;
        return Repository.Run("bash", [Repository.At(script), .. arguments], variables, _folder.FullName);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
