using System.Text.Json;

namespace Stratus.Stacks.Tests;

/// <summary>The example of a stack in EC2, previewed by the real command without an account, a credential or a network.</summary>
public sealed class Ec2ExampleTests : IDisposable
{
    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("stratus-ec2-");

    public Ec2ExampleTests()
    {
        File.Copy(Path.Combine(StratusCommand.Repository, "Pulumi.yaml"), Path.Combine(_project.FullName, "Pulumi.yaml"));
        File.Copy(Path.Combine(StratusCommand.Repository, "docs", "examples", "Pulumi.ec2.yaml"), Path.Combine(_project.FullName, "Pulumi.ec2.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(_project.FullName, "infra"), Path.Combine(StratusCommand.Repository, "infra"));
    }

    public void Dispose() => _project.Delete(recursive: true);

    [Fact]
    public async Task It_previews_offline_with_everything_that_EC2_decides_unknown()
    {
        using var plan = await PreviewAsync();
        var resources = plan.RootElement.GetProperty("resources").EnumerateArray().ToLookup(resource => resource.GetProperty("type").GetString()!);

        resources["aws:ec2/instance:Instance"].Select(Name).ShouldBe(
            ["agent1-instance", "agent2-instance", "server1-instance", "server2-instance", "server3-instance"], ignoreOrder: true);
        resources["aws:ebs/volume:Volume"].Count().ShouldBe(5);
        resources["aws:ec2/securityGroup:SecurityGroup"].Count().ShouldBe(2);
        var instances = resources["aws:ec2/instance:Instance"].ToDictionary(Name);
        instances["server1-instance"].GetProperty("inputs").GetProperty("cpuOptions").GetProperty("nestedVirtualization").GetString().ShouldBe("enabled");
        instances["agent1-instance"].GetProperty("inputs").TryGetProperty("cpuOptions", out _).ShouldBeFalse();
        IsUnknown(instances["agent1-instance"].GetProperty("inputs").GetProperty("ami")).ShouldBeTrue();
        instances["agent1-instance"].GetProperty("options").GetProperty("protect").GetBoolean().ShouldBeTrue();
        IsSecret(instances["agent1-instance"].GetProperty("inputs").GetProperty("userData")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_that_the_stack_chooses_is_known_in_the_preview_and_one_that_the_subnet_gives_is_not()
    {
        using var plan = await PreviewAsync();
        var scripts = plan.RootElement.GetProperty("resources").EnumerateArray()
            .Where(resource => resource.GetProperty("type").GetString() == "command:remote:Command").ToDictionary(Name);

        scripts["server1-k3s"].GetProperty("inputs").GetProperty("stdin").GetString()!.ShouldContain("10.0.3.11");
        scripts["agent1-k3s"].GetProperty("inputs").GetProperty("stdin").GetString()!.ShouldContain("https://10.0.1.11:6443");
        IsUnknown(scripts["agent2-k3s"].GetProperty("inputs").GetProperty("stdin")).ShouldBeTrue();
    }

    private async Task<JsonDocument> PreviewAsync()
    {
        var (code, output, error) = await StratusCommand.RunAsync(
            "preview", "--stack", "ec2", "--project", _project.FullName, "--no-build", "--json", "-");
        code.ShouldBe(0, error);
        return JsonDocument.Parse(output);
    }

    private static string Name(JsonElement resource) => resource.GetProperty("name").GetString()!;

    private static bool IsUnknown(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$unknown", out _);

    private static bool IsSecret(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$secret", out _);
}
