namespace Stratus.Core.Files;

/// <summary>Why a file cannot be used, in words that name no other file: what reads or writes one may do so by another name.</summary>
public static class FileProblem
{
    /// <summary>The end of a sentence such as <c>plan.json cannot be read: …</c></summary>
    public static string Of(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder",
        UnauthorizedAccessException => $"{Environment.UserName} may not; ls -l shows who may",
        // What the system says; the name comes after it.
        _ => error.Message.Split(" : '")[0],
    };
}
