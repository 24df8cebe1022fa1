namespace Pulumi;

/// <summary>How long a resource's operations may take. Default: what its provider says.</summary>
public sealed class CustomTimeouts
{
    /// <summary>How long creating it may take.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>How long updating it may take.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>How long deleting it may take.</summary>
    public TimeSpan? Delete { get; set; }

    internal Pulumirpc.RegisterResourceRequest.Types.CustomTimeouts ToProto() =>
        new() { Create = Format(Create), Update = Format(Update), Delete = Format(Delete) };

    // A tick is 100 ns; the wire takes a Go duration.
    private static string Format(TimeSpan? duration) => duration is { } some ? $"{some.Ticks}00ns" : "";
}
