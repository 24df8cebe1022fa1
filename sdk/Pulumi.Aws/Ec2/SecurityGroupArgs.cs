using Pulumi.Aws.Ec2.Inputs;

namespace Pulumi.Aws.Ec2;

/// <summary>What a security group is to be.</summary>
public sealed class SecurityGroupArgs : ResourceArgs
{
    /// <summary>What the group is for; its change replaces the group. Default: Managed by Pulumi.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("egress")]
    private InputList<SecurityGroupEgressArgs>? _egress;

    /// <summary>What may go out. Without a rule nothing may.</summary>
    public InputList<SecurityGroupEgressArgs> Egress
    {
        get => _egress ??= [];
        set => _egress = value;
    }

    [Input("ingress")]
    private InputList<SecurityGroupIngressArgs>? _ingress;

    /// <summary>What may come in. Without a rule nothing may.</summary>
    public InputList<SecurityGroupIngressArgs> Ingress
    {
        get => _ingress ??= [];
        set => _ingress = value;
    }

    /// <summary>The name. Default: made from the resource's name.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The start of a name that is made up; exclusive with Name.</summary>
    [Input("namePrefix")]
    public Input<string>? NamePrefix { get; set; }

    /// <summary>The region of the resource. Default: the provider's.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>Whether rules are taken out before the group is deleted. Default: false.</summary>
    [Input("revokeRulesOnDelete")]
    public Input<bool>? RevokeRulesOnDelete { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Tags, over the provider's default tags.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    /// <summary>The VPC. Default: the region's default VPC.</summary>
    [Input("vpcId")]
    public Input<string>? VpcId { get; set; }

    /// <summary>Creates the args with the provider's defaults.</summary>
    public SecurityGroupArgs()
    {
        Description = "Managed by Pulumi";
    }

    /// <summary>Args without values.</summary>
    public static new SecurityGroupArgs Empty => new();
}
