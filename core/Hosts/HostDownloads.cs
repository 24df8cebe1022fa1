using System.Collections.Immutable;
using Stratus.Core.Locking;

namespace Stratus.Core.Hosts;

/// <summary>Where a host fetches from: the programs of the lock, and the registries of its images. Charts are fetched beside Pulumi.</summary>
public static class HostDownloads
{
    /// <summary>The addresses, sorted; that of a program begins with its architecture: <c>amd64=https://…</c>.</summary>
    /// <param name="pins">The lock; it names the mirror where there is one.</param>
    public static ImmutableArray<string> Of(VersionLock pins) =>
    [
        .. from binary in pins.Binaries.Values from file in binary.Files select $"{file.Key}={file.Value.Url}",
        .. pins.Images.Values.Select(image => $"https://{Registry(image.Repository)}/v2/").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    // Docker Hub's registry does not live where its images' names say.
    private static string Registry(string repository) => repository.Split('/')[0] switch
    {
        "docker.io" => "registry-1.docker.io",
        var registry => registry,
    };
}
