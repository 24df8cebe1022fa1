using System.Text.Json;
using Pulumi;
using Pulumi.Command.Remote;

namespace Stratus.Components.Cluster;

/// <summary>What reaching and joining a cluster takes. All of it is secret, and unknown in a preview.</summary>
public sealed class ClusterAccess
{
    internal ClusterAccess(Command reading)
    {
        Reading = reading;
        var secret = Output.CreateSecret(reading.Stdout);
        Kubeconfig = secret.Apply(text => Read(text, "kubeconfig"));
        ServerToken = secret.Apply(text => Read(text, "serverToken"));
        AgentToken = secret.Apply(text => Read(text, "agentToken"));
    }

    /// <summary>What reads it from the server that started the cluster: once it is there, so is the cluster.</summary>
    internal Command Reading { get; }

    /// <summary>The administrator's kubeconfig.</summary>
    public Output<string> Kubeconfig { get; }

    /// <summary>What a server joins with; it also decrypts the cluster's bootstrap data, so keep it with the backups.</summary>
    public Output<string> ServerToken { get; }

    /// <summary>What an agent joins with.</summary>
    public Output<string> AgentToken { get; }

    private static string Read(string json, string member)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(member).GetString()
            ?? throw new RunException($"cluster-access.sh gave no {member}");
    }
}
