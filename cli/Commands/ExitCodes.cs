namespace Stratus.Cli.Commands;

/// <summary>What the command's exit code says; <c>docs/cli.md</c> lists them.</summary>
internal static class ExitCodes
{
    /// <summary>It did what it was asked to.</summary>
    public const int Ok = 0;

    /// <summary>
    /// The program, the plan, the settings or a download failed; standard error says why. For <c>doctor</c>: a machine is not fit; for
    /// <c>drift</c>: one is not as it was set. For <c>verify</c>: the signature, or what the report proves, does not hold.
    /// </summary>
    public const int Failed = 1;

    /// <summary>
    /// The command line is wrong. For <c>doctor</c> and <c>drift</c> also: a machine could not be asked. For <c>verify</c> also: report or key
    /// could not be read, or what was found could not be written.
    /// </summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C or SIGTERM: 128 + SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
