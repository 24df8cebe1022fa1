namespace Pulumi.Aws.Ec2;

/// <summary>What a key pair is to be.</summary>
public sealed class KeyPairArgs : ResourceArgs
{
    /// <summary>The name. Default: made from the resource's name.</summary>
    [Input("keyName")]
    public Input<string>? KeyName { get; set; }

    /// <summary>The start of a name that is made up; exclusive with KeyName.</summary>
    [Input("keyNamePrefix")]
    public Input<string>? KeyNamePrefix { get; set; }

    /// <summary>The public key, in OpenSSH's format. Required.</summary>
    [Input("publicKey", required: true)]
    public Input<string> PublicKey { get; set; } = null!;

    /// <summary>The region of the resource. Default: the provider's.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Tags, over the provider's default tags.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    /// <summary>Args without values.</summary>
    public static new KeyPairArgs Empty => new();
}
