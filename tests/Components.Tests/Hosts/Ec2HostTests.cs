using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Stratus.Components.Hosts;
using Stratus.Core.Settings;
using Stratus.Tests.Shared;

namespace Stratus.Components.Tests.Hosts;

public class Ec2HostTests
{
    private const string Instance = "aws:ec2/instance:Instance";
    private const string Volume = "aws:ebs/volume:Volume";
    private const string Attachment = "aws:ec2/volumeAttachment:VolumeAttachment";

    private static readonly PlatformSettings Platform = Platforms.Of(servers: 1, agents: 1).InEc2();

    [Fact]
    public async Task It_registers_what_was_reviewed()
    {
        var seen = await RunAsync(Platform.Hosts[0]);

        Snapshot.Match(Outline.Of(seen.Resources.Where(one => one.Name.StartsWith("server-1", StringComparison.Ordinal))), "ec2-host");
        seen.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public async Task Metadata_needs_a_token_that_no_pod_can_get()
    {
        var instance = (await RunAsync(Platform.Hosts[0])).Of(Instance, "server-1-instance");

        instance.At("metadataOptions/httpTokens").ShouldBe("required");
        instance.At("metadataOptions/httpPutResponseHopLimit").ShouldBe(1d);
        instance.At("metadataOptions/httpEndpoint").ShouldBe("enabled");
        instance.Inputs.ShouldNotContainKey("iamInstanceProfile");
    }

    [Theory]
    [InlineData("m8i.4xlarge", "enabled", "x86_64")]
    [InlineData("m7i.metal-24xl", null, "x86_64")]
    [InlineData("m7g.metal", null, "arm64")]
    public async Task The_type_decides_the_image_and_whether_KVM_is_nested(string type, string? nested, string architecture)
    {
        var host = Platform.Hosts[0];

        var seen = await RunAsync(host with { Ec2 = host.Ec2! with { InstanceType = type } });

        var instance = seen.Of(Instance, "server-1-instance");
        instance.Inputs["instanceType"].ShouldBe(type);
        instance.Inputs["ami"].ShouldBe("ami-newest");
        instance.At("cpuOptions/nestedVirtualization").ShouldBe(nested);
        var asked = seen.Calls.ShouldHaveSingleItem().Args;
        Filters(asked)["architecture"].ShouldBe(architecture);
    }

    [Fact]
    public async Task An_image_is_looked_for_at_its_owner_only()
    {
        var asked = (await RunAsync(Platform.Hosts[0])).Calls.ShouldHaveSingleItem().Args;

        ((ImmutableArray<object>)asked["owners"]).ShouldBe(["136693071363"]);
        asked["mostRecent"].ShouldBe(true);
        (Filters(asked)["name"], Filters(asked)["virtualization-type"]).ShouldBe(("debian-13-*", "hvm"));
    }

    [Fact]
    public async Task Both_volumes_are_encrypted_and_the_pools_goes_with_its_instance()
    {
        var seen = await RunAsync(Platform.Hosts[0]);

        seen.Of(Instance, "server-1-instance").At("rootBlockDevice/encrypted").ShouldBe(true);
        var volume = seen.Of(Volume, "server-1-pool");
        (volume.Inputs["encrypted"], volume.Inputs["size"], volume.Inputs["availabilityZone"]).ShouldBe((true, 200d, "eu-central-1b"));
        var replaceWith = await OutputUtilities.GetValueAsync(seen.OptionsOf(volume).ReplaceWith.ToOutput());
        replaceWith.Select(one => one.GetResourceName()).ShouldBe(["server-1-instance"]);
    }

    [Fact]
    public async Task The_pools_device_is_named_by_the_volumes_id_once_it_is_attached()
    {
        Ec2Host? host = null;
        var seen = await RunAsync(Platform.Hosts[0], created: one => host = one);

        var device = await OutputUtilities.GetValueAsync(host!.Machine.PoolDevice!);

        device.ShouldBe("/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_server1poolid");
        (await OutputUtilities.GetDependenciesAsync(host.Machine.PoolDevice!)).Select(one => one.GetResourceType()).ShouldBe([Attachment]);
        seen.Of(Attachment, "server-1-pool").Inputs["volumeId"].ShouldBe("server-1-pool-id");
    }

    [Fact]
    public async Task Without_a_pool_there_is_no_volume()
    {
        Ec2Host? host = null;
        var settings = Platform.Hosts[0];

        var seen = await RunAsync(settings with { Ec2 = settings.Ec2! with { PoolSizeGib = null } }, created: one => host = one);

        host!.Machine.PoolDevice.ShouldBeNull();
        seen.Resources.ShouldNotContain(one => one.Type == Volume || one.Type == Attachment);
    }

    [Fact]
    public async Task Only_a_server_is_in_the_servers_group()
    {
        Groups(await RunAsync(Platform.Hosts[0]), "server-1").ShouldBe(["perimeter-nodes-id", "perimeter-servers-id"]);
        Groups(await RunAsync(Platform.Hosts[1]), "agent-1").ShouldBe(["perimeter-nodes-id"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_protected_instance_is_deleted_by_nobody(bool isProtected)
    {
        var host = Platform.Hosts[0];

        var seen = await RunAsync(host with { Ec2 = host.Ec2! with { Protected = isProtected } });

        var instance = seen.Of(Instance, "server-1-instance");
        instance.Inputs["disableApiTermination"].ShouldBe(isProtected);
        seen.OptionsOf(instance).Protect.ShouldBe(isProtected);
    }

    [Fact]
    public async Task A_newer_image_or_login_key_replaces_no_instance_and_another_host_key_does()
    {
        var seen = await RunAsync(Platform.Hosts[0]);

        var instance = seen.Of(Instance, "server-1-instance");
        seen.OptionsOf(instance).IgnoreChanges.ShouldBe(["ami", "keyName"]);
        instance.Inputs["userDataReplaceOnChange"].ShouldBe(true);
        ((CustomResourceOptions)seen.OptionsOf(instance)).DeleteBeforeReplace.ShouldBe(true);
    }

    [Fact]
    public async Task Bare_metal_has_time_to_boot()
    {
        var host = Platform.Hosts[0];

        var metal = await RunAsync(host with { Ec2 = host.Ec2! with { InstanceType = "c5.metal" } });
        var virtualized = await RunAsync(host);

        metal.OptionsOf(metal.Of(Instance, "server-1-instance")).CustomTimeouts!.Create.ShouldBe(TimeSpan.FromMinutes(40));
        virtualized.OptionsOf(virtualized.Of(Instance, "server-1-instance")).CustomTimeouts.ShouldBeNull();
    }

    [Fact]
    public async Task The_host_key_of_the_stack_is_given_to_the_instance_and_is_the_only_one_accepted()
    {
        Ec2Host? host = null;
        var seen = await RunAsync(Platform.Hosts[0], hostPrivateKey: "private-canary\n", created: one => host = one);

        var userData = (string)seen.Of(Instance, "server-1-instance").Inputs["userData"];
        userData.ShouldStartWith("#cloud-config\n");
        var config = JsonDocument.Parse(userData["#cloud-config\n".Length..]).RootElement;
        config.EnumerateObject().Select(one => one.Name).ShouldBe(["ssh_deletekeys", "ssh_keys"]);
        config.GetProperty("ssh_keys").GetProperty("ed25519_private").GetString().ShouldBe("private-canary\n");
        config.GetProperty("ssh_keys").GetProperty("ed25519_public").GetString().ShouldBe(Platform.Hosts[0].HostKey);
        var connection = await OutputUtilities.GetValueAsync(host!.Connection);
        (await OutputUtilities.GetValueAsync(connection.HostKey!.ToOutput())).ShouldBe(Platform.Hosts[0].HostKey);
        (await OutputUtilities.GetValueAsync(connection.Host!.ToOutput())).ShouldBe("10.0.1.1");
    }

    [Fact]
    public async Task User_data_and_connection_are_secret()
    {
        Ec2Host? host = null;
        var seen = await RunAsync(Platform.Hosts[0], hostPrivateKey: "private-canary", created: one => host = one);

        (await Output.IsSecretAsync(host!.Connection)).ShouldBeTrue();
        ((CustomResourceOptions)seen.OptionsOf(seen.Of(Instance, "server-1-instance"))).AdditionalSecretOutputs.ShouldContain("userData");
        seen.Resources.Where(one => one.Type != Instance).ShouldAllBe(one => !one.Inputs.Values.Any(value => $"{value}".Contains("canary", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_host_key_the_instance_is_told_nothing() =>
        (await RunAsync(Platform.Hosts[0] with { HostKey = null })).Of(Instance, "server-1-instance").Inputs.ShouldNotContainKey("userData");

    private static Dictionary<string, object> Filters(ImmutableDictionary<string, object> asked) => ((ImmutableArray<object>)asked["filters"])
        .Cast<ImmutableDictionary<string, object>>().ToDictionary(filter => (string)filter["name"], filter => ((ImmutableArray<object>)filter["values"]).Single());

    private static IEnumerable<object> Groups(Recorder seen, string host) =>
        (ImmutableArray<object>)seen.Of(Instance, $"{host}-instance").Inputs["vpcSecurityGroupIds"];

    private static Task<Recorder> RunAsync(HostSettings host, string? hostPrivateKey = null, Action<Ec2Host>? created = null) => Recorder.RunAsync(options =>
    {
        var perimeter = new Ec2Perimeter("perimeter", new() { Platform = Platform, Stack = "test" }, options);
        var one = new Ec2Host(host.Id, new()
        {
            Host = host,
            Perimeter = perimeter,
            HostPrivateKey = hostPrivateKey is null ? null : Output.CreateSecret(hostPrivateKey),
        }, options);
        created?.Invoke(one);
    });
}
