using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A blob that a resource takes: an <see cref="Asset"/> or an <see cref="Archive"/>.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string kind, object value) => (Kind, Value) = (kind, value);

    internal string Kind { get; }

    internal object Value { get; }

    internal abstract string Signature { get; }
}

/// <summary>A single blob.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string kind, string value)
        : base(kind, value)
    {
    }

    internal override string Signature => Serialization.Signatures.Asset;
}

/// <summary>Many named blobs.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string kind, object value)
        : base(kind, value)
    {
    }

    internal override string Signature => Serialization.Signatures.Archive;
}

/// <summary>A file's content.</summary>
/// <param name="path">The file's path, read by the engine.</param>
public sealed class FileAsset(string path) : Asset("path", path);

/// <summary>Text.</summary>
/// <param name="text">The content.</param>
public sealed class StringAsset(string text) : Asset("text", text);

/// <summary>What a URI gives.</summary>
/// <param name="uri">A <c>http</c>, <c>https</c> or <c>file</c> URI.</param>
public sealed class RemoteAsset(string uri) : Asset("uri", uri);

/// <summary>A folder, or a <c>.tar</c>, <c>.tgz</c>, <c>.tar.gz</c> or <c>.zip</c> file.</summary>
/// <param name="path">The path, read by the engine.</param>
public sealed class FileArchive(string path) : Archive("path", path);

/// <summary>An archive that a URI gives.</summary>
/// <param name="uri">A <c>http</c>, <c>https</c> or <c>file</c> URI.</param>
public sealed class RemoteArchive(string uri) : Archive("uri", uri);

/// <summary>An archive made of assets and archives by name.</summary>
/// <param name="assets">The content by path within the archive.</param>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive("assets", assets.ToImmutableDictionary());
