using System.Collections.Immutable;
using Pulumi.Aws.Ec2.Outputs;

namespace Pulumi.Aws.Ec2;

/// <summary>A firewall around instances.</summary>
[AwsResourceType(Token)]
public partial class SecurityGroup : CustomResource
{
    private const string Token = "aws:ec2/securityGroup:SecurityGroup";

    /// <summary>The ARN.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    /// <summary>What the group is for.</summary>
    [Output("description")]
    public Output<string> Description { get; private set; } = null!;

    /// <summary>What may go out.</summary>
    [Output("egress")]
    public Output<ImmutableArray<SecurityGroupEgress>> Egress { get; private set; } = null!;

    /// <summary>What may come in.</summary>
    [Output("ingress")]
    public Output<ImmutableArray<SecurityGroupIngress>> Ingress { get; private set; } = null!;

    /// <summary>The name.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>The start of a name that was made up.</summary>
    [Output("namePrefix")]
    public Output<string> NamePrefix { get; private set; } = null!;

    /// <summary>The account.</summary>
    [Output("ownerId")]
    public Output<string> OwnerId { get; private set; } = null!;

    /// <summary>The region of the resource.</summary>
    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    /// <summary>Whether rules are taken out before the group is deleted.</summary>
    [Output("revokeRulesOnDelete")]
    public Output<bool?> RevokeRulesOnDelete { get; private set; } = null!;

    /// <summary>The tags that were given.</summary>
    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    /// <summary>The tags, the provider's default tags among them.</summary>
    [Output("tagsAll")]
    public Output<ImmutableDictionary<string, string>> TagsAll { get; private set; } = null!;

    /// <summary>The VPC.</summary>
    [Output("vpcId")]
    public Output<string> VpcId { get; private set; } = null!;

    /// <summary>Declares it.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">What it is to be.</param>
    /// <param name="options">How Pulumi is to treat it.</param>
    public SecurityGroup(string name, SecurityGroupArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new SecurityGroupArgs(), ResourceDefaults.Merge(options, ""))
    {
    }
}
