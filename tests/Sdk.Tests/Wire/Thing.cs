namespace Stratus.Sdk.Tests.Wire;

/// <summary>A resource that takes anything and gives it back.</summary>
public class Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("test:index:Thing", name, args ?? new(), options)
{
    [Output("value")]
    public Output<object?> Value { get; private set; } = null!;

    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("list")]
    public Output<ImmutableArray<string>> List { get; private set; } = null!;

    [Output("map")]
    public Output<ImmutableDictionary<string, string>> Map { get; private set; } = null!;
}

public sealed class ThingArgs : ResourceArgs
{
    [Input("list")]
    private InputList<string>? _list;

    [Input("map")]
    private InputMap<string>? _map;

    [Input("value")]
    public Input<object>? Value { get; set; }

    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("nested")]
    public Input<NestedArgs>? Nested { get; set; }

    [Input("id")]
    public Input<string>? Id { get; set; }

    [Input("urn")]
    public Input<string>? Urn { get; set; }

    public InputList<string> List
    {
        get => _list ??= [];
        set => _list = value;
    }

    public InputMap<string> Map
    {
        get => _map ??= [];
        set => _map = value;
    }
}

public sealed class NestedArgs : ResourceArgs
{
    [Input("inner", required: true)]
    public Input<string>? Inner { get; set; }

    [Input("other")]
    public Input<string>? Other { get; set; }
}

/// <summary>A component of this program.</summary>
public class Box(string name, ComponentResourceOptions? options = null) : ComponentResource("test:index:Box", name, options)
{
    public void Finish(IDictionary<string, object?> outputs) => RegisterOutputs(outputs);
}

public class Cloud(string name, CustomResourceOptions? options = null, string package = "test")
    : ProviderResource(package, name, ResourceArgs.Empty, options);
