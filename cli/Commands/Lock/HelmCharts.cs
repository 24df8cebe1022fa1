using Stratus.Cli.Projects;

namespace Stratus.Cli.Commands.Lock;

/// <summary>Finds the digest of a Helm chart in a repository of either kind.</summary>
internal sealed class HelmCharts(Downloads downloads)
{
    private const string OciScheme = "oci://";

    /// <summary>
    /// The digest, <c>sha256:…</c>. From an OCI registry it is the manifest's. From an index it is the archive's, which is downloaded:
    /// what the index claims must agree.
    /// </summary>
    public async Task<string> DigestAsync(string repository, string chart, string version, CancellationToken cancellation)
    {
        if (repository.StartsWith(OciScheme, StringComparison.Ordinal))
            // Helm writes a version's '+' as '_', which a tag may hold.
            return await new OciRegistry(downloads).DigestAsync(repository[OciScheme.Length..], version.Replace('+', '_'), cancellation);
        var index = $"{repository.TrimEnd('/')}/index.yaml";
        using var response = await downloads.GetAsync(index, [], token: null, cancellation);
        Downloads.Require(response, index);
        var entry = Find(index, await response.Content.ReadAsStringAsync(cancellation), chart, version);
        var url = (entry["urls"] as YamlList)?.Items.OfType<YamlScalar>().FirstOrDefault()?.Text
            ?? throw new LockError($"{index} names no archive of {chart} {version}");
        var archive = new Uri(new Uri(index), url).AbsoluteUri;
        var digest = await downloads.Sha256Async(archive, cancellation);
        var claimed = (entry["digest"] as YamlScalar)?.Text.Replace("sha256:", "", StringComparison.Ordinal);
        return claimed is null || claimed == digest
            ? $"sha256:{digest}" : throw new LockError($"{index} says that the digest of {archive} is {claimed}, but it is {digest}");
    }

    private static YamlMap Find(string index, string text, string chart, string version)
    {
        try
        {
            var versions = YamlFile.Parse("index.yaml", text)["entries"] is YamlMap entries ? entries[chart] as YamlList : null;
            // A chart's version may be written with or without the 'v' of its tag.
            return versions?.Items.OfType<YamlMap>()
                .FirstOrDefault(entry => entry["version"] is YamlScalar found && found.Text.TrimStart('v') == version.TrimStart('v'))
                ?? throw new LockError($"{index} has no {chart} {version}");
        }
        catch (ProjectError error)
        {
            throw new LockError($"{index} cannot be read: {error.Message}");
        }
    }
}
