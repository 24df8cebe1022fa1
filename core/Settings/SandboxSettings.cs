namespace Stratus.Core.Settings;

/// <summary>The namespace that sandboxes run in. Quantities are Kubernetes': <c>500m</c>, <c>512Mi</c>.</summary>
public sealed record SandboxSettings
{
    /// <summary>The namespace's name. Default <c>sandboxes</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>CPU limit (and request) of a sandbox that names none. Default <c>1</c>.</summary>
    public required string Cpu { get; init; }

    /// <summary>Memory limit of a sandbox that names none. Default <c>1Gi</c>.</summary>
    public required string Memory { get; init; }

    /// <summary>Ephemeral storage limit of a sandbox that names none. Default <c>2Gi</c>.</summary>
    public required string EphemeralStorage { get; init; }

    /// <summary>How many sandboxes may exist at once, 1 to 10,000. Default 50.</summary>
    public required int MaxSandboxes { get; init; }

    /// <summary>When a sandbox is ended whatever it does, in seconds, 1 to 86,400. Default 600.</summary>
    public required int DeadlineSeconds { get; init; }

    /// <summary>How long a finished sandbox stays to be read, in seconds, 0 to 86,400. Default 300.</summary>
    public required int TtlSecondsAfterFinished { get; init; }
}

/// <summary>One destination that sandboxes may reach, by name or by address: exactly one of the two is set.</summary>
public sealed record EgressDestination
{
    /// <summary>An exact DNS name, <c>api.example.com</c>; only names listed here can be looked up.</summary>
    public string? Host { get; init; }

    /// <summary>Addresses outside the cluster, <c>203.0.113.0/24</c>; never one that holds a metadata service.</summary>
    public string? Cidr { get; init; }

    /// <summary>
    /// Of a range of addresses, the one at which something listens: the proof has to reach it. Left out: the first of the range, at which hardly anything does.
    /// </summary>
    public string? Answers { get; init; }

    /// <summary>TCP port, 1 to 65535. Default 443.</summary>
    public required int Port { get; init; }
}
