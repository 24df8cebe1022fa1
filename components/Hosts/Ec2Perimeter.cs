using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;
using Stratus.Core.Naming;
using Stratus.Core.Networking;
using Stratus.Core.Settings;
using Aws = Pulumi.Aws;

namespace Stratus.Components.Hosts;

/// <summary>
/// What the hosts in EC2 share: a firewall that is shut but for operators and for what the cluster's own members need of each other, and
/// the key that may log in. A rule that someone adds by hand is removed by the next <c>up</c>.
/// </summary>
public sealed class Ec2Perimeter : ComponentResource
{
    /// <summary>Draws the perimeter.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="args">The platform inside it.</param>
    /// <param name="options">Pulumi's options.</param>
    public Ec2Perimeter(string name, Ec2PerimeterArgs args, ComponentResourceOptions? options = null)
        : base("stratus:hosts:Ec2Perimeter", name, options)
    {
        Settings = args.Platform.Aws ?? throw new ArgumentException("The platform's settings have no aws.", nameof(args));
        Stack = args.Stack;
        Provider = new(name, new() { Region = Settings.Region }, new() { Parent = this });

        var key = new KeyPair(name, new() { PublicKey = Settings.SshPublicKey, Tags = Tags(name) }, Child());
        KeyName = key.KeyName;
        var nodes = Group($"{name}-nodes", "Stratus: every node", Nodes(args.Platform), Outbound());
        NodeGroup = nodes.Id;
        ServerGroup = Group($"{name}-servers", "Stratus: servers", Servers(nodes), []).Id;
        RegisterOutputs();
    }

    /// <summary>What the stack says of AWS.</summary>
    public AwsSettings Settings { get; }

    /// <summary>The provider of everything in AWS.</summary>
    public Aws.Provider Provider { get; }

    /// <summary>The name of the key pair that may log in.</summary>
    [Output("keyName")]
    public Output<string> KeyName { get; private set; }

    /// <summary>The security group of every node.</summary>
    [Output("nodeGroup")]
    public Output<string> NodeGroup { get; private set; }

    /// <summary>The further security group of servers.</summary>
    [Output("serverGroup")]
    public Output<string> ServerGroup { get; private set; }

    private string Stack { get; }

    /// <summary>The tags of something that belongs to this stack.</summary>
    internal InputMap<string> Tags(string name) => Labels.CloudTags(Stack, name, Settings.Tags).ToDictionary();

    private SecurityGroup Group(string name, string description, SecurityGroupIngressArgs[] ingress, SecurityGroupEgressArgs[] egress)
    {
        // A changed description replaces the group, and with it every instance's membership.
        var args = new SecurityGroupArgs { Description = description, VpcId = Settings.VpcId, Ingress = ingress, Egress = egress, Tags = Tags(name) };
        return new(name, args, Child());
    }

    private SecurityGroupIngressArgs[] Nodes(PlatformSettings platform) =>
    [
        .. platform.Hosts.Select(host => host.Port).Distinct().Order().Select(port => FromOperators(new("tcp", port, port, "SSH"))),
        .. ClusterPorts.AmongNodes(platform.Cluster.Encryption).Select(FromTheGroup),
    ];

    private SecurityGroupIngressArgs[] Servers(SecurityGroup nodes)
    {
        var fromNodes = Rule(ClusterPorts.Api);
        fromNodes.SecurityGroups = nodes.Id.Apply(id => new[] { id });
        // Operators as well: whoever runs `pulumi up` talks to the first server's API.
        return [FromOperators(ClusterPorts.Api), fromNodes, FromTheGroup(ClusterPorts.Etcd)];
    }

    // Images, packages and k3s are fetched, and what sandboxes may reach is decided by policy, pod by pod; a security group sees nodes only.
    private static SecurityGroupEgressArgs[] Outbound() =>
        [new() { Description = "out", Protocol = "-1", FromPort = 0, ToPort = 0, CidrBlocks = { "0.0.0.0/0" } }];

    private SecurityGroupIngressArgs FromOperators(ClusterPort port)
    {
        var rule = Rule(port);
        rule.CidrBlocks = Settings.AdminCidrs;
        return rule;
    }

    private static SecurityGroupIngressArgs FromTheGroup(ClusterPort port)
    {
        var rule = Rule(port);
        rule.Self = true;
        return rule;
    }

    private static SecurityGroupIngressArgs Rule(ClusterPort port) =>
        new() { Description = port.Purpose, Protocol = port.Protocol, FromPort = port.From, ToPort = port.To };

    private CustomResourceOptions Child() => new() { Parent = this, Provider = Provider };
}
