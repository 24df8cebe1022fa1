namespace Pulumi.Kubernetes.Generator;

/// <summary>How a field's type is written in C#.</summary>
/// <param name="Input">The type argument of Input, InputList, InputMap or InputUnion, or empty for InputJson.</param>
/// <param name="Output">The plain type of the value that comes back.</param>
/// <param name="Wrapper">Input, InputList, InputMap, InputUnion or InputJson.</param>
internal sealed record Shape(string Wrapper, string Input, string Output)
{
    public const string Json = "global::System.Text.Json.JsonElement";

    public static Shape Scalar(string type) => new("Input", type, type);

    public static Shape IntOrString { get; } = new("InputUnion", "int, string", "Union<int, string>");

    public static Shape FreeForm { get; } = new("InputJson", "", Json);

    public static Shape Object(ApiType type) => new("Input", type.InputType, type.OutputType);

    public static Shape List(Shape element) =>
        new("InputList", element.AsElement, $"ImmutableArray<{element.Output}>");

    public static Shape Map(Shape element) =>
        new("InputMap", element.AsElement, $"ImmutableDictionary<string, {element.Output}>");

    public bool IsCollection => Wrapper is "InputList" or "InputMap";

    public string InputType => Input.Length == 0 ? Wrapper : $"{Wrapper}<{Input}>";

    /// <summary>The type inside a list or a map, where inputs are not nested.</summary>
    private string AsElement => Wrapper switch
    {
        "Input" => Input,
        "InputList" => $"ImmutableArray<{Input}>",
        "InputMap" => $"ImmutableDictionary<string, {Input}>",
        "InputUnion" => $"Union<{Input}>",
        _ => Json,
    };
}
