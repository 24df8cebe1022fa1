namespace Stratus.Cli.Programs;

/// <summary>The program could not be found, built or run to its end.</summary>
internal sealed class ProgramError(string message) : Exception(message);
