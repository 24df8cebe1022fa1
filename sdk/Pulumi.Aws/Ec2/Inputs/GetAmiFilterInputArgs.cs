namespace Pulumi.Aws.Ec2.Inputs;

/// <summary>One property that an image must have.</summary>
public sealed class GetAmiFilterInputArgs : ResourceArgs
{
    /// <summary>The property's name in EC2's DescribeImages. Required.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("values", required: true)]
    private InputList<string>? _values;

    /// <summary>The values of which it must have one; * stands for anything. Required.</summary>
    public InputList<string> Values
    {
        get => _values ??= [];
        set => _values = value;
    }

    /// <summary>Args without values.</summary>
    public static new GetAmiFilterInputArgs Empty => new();
}
