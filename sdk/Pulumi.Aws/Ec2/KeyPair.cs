using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2;

/// <summary>A public key that may log in to instances.</summary>
[AwsResourceType(Token)]
public partial class KeyPair : CustomResource
{
    private const string Token = "aws:ec2/keyPair:KeyPair";

    /// <summary>The ARN.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    /// <summary>The fingerprint of the public key.</summary>
    [Output("fingerprint")]
    public Output<string> Fingerprint { get; private set; } = null!;

    /// <summary>The name.</summary>
    [Output("keyName")]
    public Output<string> KeyName { get; private set; } = null!;

    /// <summary>The start of a name that was made up.</summary>
    [Output("keyNamePrefix")]
    public Output<string> KeyNamePrefix { get; private set; } = null!;

    /// <summary>The id.</summary>
    [Output("keyPairId")]
    public Output<string> KeyPairId { get; private set; } = null!;

    /// <summary>The type of key.</summary>
    [Output("keyType")]
    public Output<string> KeyType { get; private set; } = null!;

    /// <summary>The public key.</summary>
    [Output("publicKey")]
    public Output<string> PublicKey { get; private set; } = null!;

    /// <summary>The region of the resource.</summary>
    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    /// <summary>The tags that were given.</summary>
    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    /// <summary>The tags, the provider's default tags among them.</summary>
    [Output("tagsAll")]
    public Output<ImmutableDictionary<string, string>> TagsAll { get; private set; } = null!;

    /// <summary>Declares it.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">What it is to be.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public KeyPair(string name, KeyPairArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new KeyPairArgs(), ResourceDefaults.Merge(options, ""))
    {
    }
}
