using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Reads assets and archives back.</summary>
internal static class Blobs
{
    public static Asset ReadAsset(Struct value) => value.Fields switch
    {
        var fields when fields.TryGetValue("path", out var path) => new FileAsset(path.StringValue),
        var fields when fields.TryGetValue("text", out var text) => new StringAsset(text.StringValue),
        var fields when fields.TryGetValue("uri", out var uri) => new RemoteAsset(uri.StringValue),
        _ => throw new InvalidOperationException("Value was marked as Asset, but did not conform to required shape."),
    };

    public static Archive ReadArchive(Struct value) => value.Fields switch
    {
        var fields when fields.TryGetValue("path", out var path) => new FileArchive(path.StringValue),
        var fields when fields.TryGetValue("uri", out var uri) => new RemoteArchive(uri.StringValue),
        var fields when fields.TryGetValue("assets", out var assets) => new AssetArchive(
            assets.StructValue.Fields.ToDictionary(field => field.Key, field => ReadMember(field.Key, field.Value))),
        _ => throw new InvalidOperationException("Value was marked as Archive, but did not conform to required shape."),
    };

    private static AssetOrArchive ReadMember(string name, Value value) =>
        Deserializer.Deserialize(value).Value as AssetOrArchive
        ?? throw new InvalidOperationException($"AssetArchive contained an element that wasn't itself an Asset or Archive: {name}");
}
