namespace Pulumi.Kubernetes.Types.Inputs.Helm.V3;

/// <summary>Where a chart is fetched, and with which credentials.</summary>
public class RepositoryOptsArgs : ResourceArgs
{
    /// <summary>The path of the certificate authority of the repository.</summary>
    [Input("caFile")]
    public Input<string>? CaFile { get; set; }

    /// <summary>The path of the client's certificate.</summary>
    [Input("certFile")]
    public Input<string>? CertFile { get; set; }

    /// <summary>The path of the client's private key.</summary>
    [Input("keyFile")]
    public Input<string>? KeyFile { get; set; }

    [Input("password")]
    private Input<string>? _password;

    /// <summary>The password; always a secret.</summary>
    public Input<string>? Password
    {
        get => _password;
        set => _password = SecretInput.Of(value);
    }

    /// <summary>The repository's URL. Leave it out where the chart is an OCI reference.</summary>
    [Input("repo")]
    public Input<string>? Repo { get; set; }

    /// <summary>The user name.</summary>
    [Input("username")]
    public Input<string>? Username { get; set; }

    /// <summary>Args without values.</summary>
    public static new RepositoryOptsArgs Empty => new();
}
