namespace Stratus.Sdk.Tests.Wire;

/// <summary>A resource with an output of every kind.</summary>
public sealed class Rich(string name, CustomResourceOptions? options = null)
    : CustomResource("test:index:Rich", name, ResourceArgs.Empty, options)
{
    [Output("flag")]
    public Output<bool> Flag { get; private set; } = null!;

    [Output("ratio")]
    public Output<double> Ratio { get; private set; } = null!;

    [Output("maybe")]
    public Output<int?> Maybe { get; private set; } = null!;

    [Output("size")]
    public Output<EncodingTests.Size> Size { get; private set; } = null!;

    [Output("colour")]
    public Output<EncodingTests.Colour> Colour { get; private set; } = null!;

    [Output("choice")]
    public Output<Union<string, int>> Choice { get; private set; } = null!;

    [Output("leaf")]
    public Output<RichLeaf> Leaf { get; private set; } = null!;

    [Output("leaves")]
    public Output<ImmutableArray<RichLeaf>> Leaves { get; private set; } = null!;

    [Output("byName")]
    public Output<ImmutableDictionary<string, ImmutableArray<int>>> ByName { get; private set; } = null!;

    [Output("json")]
    public Output<JsonElement> Json { get; private set; } = null!;

    [Output("asset")]
    public Output<AssetOrArchive> Asset { get; private set; } = null!;

    [Output("anything")]
    public Output<object> Anything { get; private set; } = null!;

    [Output("other")]
    public Output<Resource> Other { get; private set; } = null!;

    [Output]
    public Output<string> Unnamed { get; private set; } = null!;
}

[OutputType]
public sealed class RichLeaf
{
    public readonly string Name;

    public readonly int Size;

    public readonly ImmutableArray<string> Tags;

    [OutputConstructor]
    internal RichLeaf([OutputConstructorParameter("wire-name")] string name, int size, ImmutableArray<string> tags) =>
        (Name, Size, Tags) = (name, size, tags);
}

[ResourceType("test:index:Referable", "1.2.3")]
public sealed class Referable(string name, ResourceArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("test:index:Referable", name, args, options)
{
    [Output("text")]
    public Output<string> Text { get; private set; } = null!;
}
