namespace Stratus.Cli.Hosts;

/// <summary>What a machine answered.</summary>
/// <param name="Contact">How it was reached; where it was not, nothing else is known.</param>
internal sealed record HostAnswer(HostContact Contact)
{
    /// <summary>The script's standard output.</summary>
    public string Output { get; init; } = "";

    /// <summary>The script's standard error, and what ssh said beside it.</summary>
    public string Said { get; init; } = "";

    /// <summary>The clock here when it was asked and when it had answered, in seconds since 1970.</summary>
    public (double Sent, double Received) Clock { get; init; }

    /// <summary>Why it was asked as a user without any right; null where it was asked as root.</summary>
    public HostError? Refusal { get; init; }

    /// <summary>The same contact, for an output that cannot be read.</summary>
    public HostContact Unread => Contact with
    {
        Error = new(HostFailure.Other, Contact.Name,
            $"the checks did not run to their end: {Said.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("nothing was said")}",
            "Is bash there, 4.4 or newer? Try: bash --version"),
    };
}
