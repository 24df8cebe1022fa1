namespace Stratus.Core.Files;

/// <summary>A file that cannot be read. The message names it and says what was seen.</summary>
public sealed class InputFileException : IOException
{
    internal InputFileException(string path, string problem, Exception? inner = null) : base($"{path} cannot be read: {problem}", inner) => Problem = problem;

    /// <summary>What was seen, without the file's name.</summary>
    public string Problem { get; }

    /// <summary>Whether there is more of it than such a file may have.</summary>
    public bool IsTooLarge { get; private init; }

    internal static InputFileException TooLarge(string path, InputKind kind) =>
        new(path, $"it is larger than {kind.Most}, and no {kind.Name} is") { IsTooLarge = true };
}
