namespace Pulumi.Kubernetes.Types.Outputs.Helm.V3;

/// <summary>Where a chart was fetched.</summary>
[OutputType]
public sealed class RepositoryOpts
{
    /// <summary>The path of the certificate authority of the repository.</summary>
    public readonly string CaFile;

    /// <summary>The path of the client's certificate.</summary>
    public readonly string CertFile;

    /// <summary>The path of the client's private key.</summary>
    public readonly string KeyFile;

    /// <summary>The password.</summary>
    public readonly string Password;

    /// <summary>The repository's URL.</summary>
    public readonly string Repo;

    /// <summary>The user name.</summary>
    public readonly string Username;

    [OutputConstructor]
    internal RepositoryOpts(string caFile, string certFile, string keyFile, string password, string repo, string username)
    {
        CaFile = caFile;
        CertFile = certFile;
        KeyFile = keyFile;
        Password = password;
        Repo = repo;
        Username = username;
    }
}
