namespace Stratus.Core.Proof.Lease;

/// <summary>The keys of the lease's ConfigMap. Admission reads the first four; the others say what they rest on.</summary>
internal static class LeaseData
{
    public const string ValidUntil = "validUntil";
    public const string RuntimeClasses = "runtimeClasses";
    public const string Nodes = "nodes";
    public const string StackSha256 = "stackSha256";
    public const string Run = "run";
    public const string ReportSha256 = "reportSha256";

    public const string Started = "started";

    // RFC 3339, in whole seconds and UTC.
    public const string Moment = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // Two runs may begin within a second.
    public const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
}
