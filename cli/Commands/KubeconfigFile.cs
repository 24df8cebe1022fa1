using System.Security.Cryptography;
using k8s;
using k8s.Exceptions;
using Stratus.Core.Files;
using YamlDotNet.Core;

namespace Stratus.Cli.Commands;

/// <summary>Reads a kubeconfig, with the files that it names.</summary>
internal static class KubeconfigFile
{
    /// <summary>What it says of the cluster.</summary>
    /// <exception cref="KubeConfigException">It is no kubeconfig.</exception>
    /// <exception cref="InputFileException">It cannot be read.</exception>
    public static async Task<KubernetesClientConfiguration> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        KubernetesClientConfiguration configuration;
        try
        {
            configuration = await ParseAsync(file, InputFile.Read(file.ToString(), InputKind.Kubeconfig, cancellation), cancellation);
        }
        catch (FileNotFoundException missing)
        {
            throw new KubeConfigException($"{file}: it names {missing.FileName}: {FileProblem.Of(missing)}", missing);
        }
        catch (Exception problem) when (problem is YamlException or NullReferenceException or InvalidCastException or FormatException or CryptographicException)
        {
            // The others say nothing to who wrote the file.
            var where = problem is YamlException { Start: var start } ? $": line {start.Line}, column {start.Column}" : "";
            throw new KubeConfigException($"{file}: it is no kubeconfig{where}\n  take the one that kubectl uses, or: pulumi stack output kubeconfig --show-secrets", problem);
        }
        return Uri.TryCreate(configuration.Host, UriKind.Absolute, out var server) && (server.Scheme == Uri.UriSchemeHttps || server.Scheme == Uri.UriSchemeHttp)
            ? configuration
            : throw new KubeConfigException($"{file}: its server is '{configuration.Host}'; it has to be an https:// address");
    }

    private static async Task<KubernetesClientConfiguration> ParseAsync(FileInfo file, byte[] content, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(content);
        var kubeconfig = await KubernetesClientConfiguration.LoadKubeConfigAsync(stream);
        // The files that it names stand beside it, and one of them may be a named pipe.
        kubeconfig.FileName = file.FullName;
        return await Task.Run(() => KubernetesClientConfiguration.BuildConfigFromConfigObject(kubeconfig), cancellation).WaitAsync(cancellation);
    }
}
