namespace Stratus.Cli.Commands.Lock;

/// <summary>The lock cannot be read, or what it names cannot be fetched as it should be.</summary>
internal sealed class LockError(string message) : Exception(message);
