namespace Pulumi.Kubernetes.Types.Outputs.Helm.V3;

/// <summary>The state of a release in the cluster.</summary>
[OutputType]
public sealed class ReleaseStatus
{
    /// <summary>The version of the application that the chart installs.</summary>
    public readonly string AppVersion;

    /// <summary>The chart's name.</summary>
    public readonly string Chart;

    /// <summary>The release's name.</summary>
    public readonly string Name;

    /// <summary>The release's namespace.</summary>
    public readonly string Namespace;

    /// <summary>How often the release was installed or upgraded.</summary>
    public readonly int Revision;

    /// <summary>Helm's word for the state, such as deployed.</summary>
    public readonly string Status;

    /// <summary>The chart's version.</summary>
    public readonly string Version;

    [OutputConstructor]
    internal ReleaseStatus(string appVersion, string chart, string name, string @namespace, int revision, string status, string version)
    {
        AppVersion = appVersion;
        Chart = chart;
        Name = name;
        Namespace = @namespace;
        Revision = revision;
        Status = status;
        Version = version;
    }
}
