using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stratus.Cli.Commands.Lock;

/// <summary>Asks a container registry for the digest of a manifest, by the OCI distribution API, anonymously.</summary>
internal sealed partial class OciRegistry(Downloads downloads)
{
    // An index comes first: its digest pins the image for every architecture.
    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    /// <summary>The digest, <c>sha256:…</c>, that a tag of a repository (<c>docker.io/library/busybox</c>) stands for now.</summary>
    public async Task<string> DigestAsync(string repository, string tag, CancellationToken cancellation)
    {
        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
            throw new LockError($"'{repository}' does not name a registry and a repository, such as docker.io/library/busybox");
        var (host, name) = (repository[..slash], repository[(slash + 1)..]);
        var url = $"https://{(host == "docker.io" ? "registry-1.docker.io" : host)}/v2/{name}/manifests/{Uri.EscapeDataString(tag)}";
        var response = await downloads.GetAsync(url, ManifestTypes, token: null, cancellation);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            using var refused = response;
            var token = await TokenAsync(refused, name, cancellation);
            response = await downloads.GetAsync(url, ManifestTypes, token, cancellation);
        }
        using (response)
        {
            Downloads.Require(response, url);
            return Verified(await response.Content.ReadAsByteArrayAsync(cancellation), response, url);
        }
    }

    // The digest is computed, not believed; what the registry claims must agree.
    private static string Verified(byte[] manifest, HttpResponseMessage response, string url)
    {
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(manifest))}";
        return response.Headers.TryGetValues("Docker-Content-Digest", out var claims) && claims.First() is var claimed && claimed != digest
            ? throw new LockError($"{url} says that its digest is {claimed}, but it is {digest}") : digest;
    }

    private async Task<string> TokenAsync(HttpResponseMessage refused, string repository, CancellationToken cancellation)
    {
        var challenge = refused.Headers.WwwAuthenticate.FirstOrDefault(header =>
            header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            ?? throw new LockError($"{refused.RequestMessage?.RequestUri} wants a login; only public artefacts can be pinned");
        var values = ChallengeValue().Matches(challenge.Parameter ?? "")
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var scope = Uri.EscapeDataString($"repository:{repository}:pull");
        var service = Uri.EscapeDataString(values.GetValueOrDefault("service") ?? "");
        var url = $"{values.GetValueOrDefault("realm")}?service={service}&scope={scope}";
        using var response = await downloads.GetAsync(url, ["application/json"], token: null, cancellation);
        Downloads.Require(response, url);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return (answer?["token"] ?? answer?["access_token"])?.GetValue<string>() ?? throw new LockError($"{url} gave no token");
    }

    [GeneratedRegex("([a-z]+)=\"([^\"]*)\"")]
    private static partial Regex ChallengeValue();
}
