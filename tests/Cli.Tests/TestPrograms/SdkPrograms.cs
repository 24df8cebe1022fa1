using Pulumi;

namespace Stratus.TestProgram;

/// <summary>Programs written as users write them.</summary>
internal static class SdkPrograms
{
    /// <summary>A component with a child, a secret from the configuration, an unknown id handed on.</summary>
    public static Task<int> RegisterAsync(IReadOnlyDictionary<string, string> settings) => Deployment.RunAsync(() =>
    {
        var home = new Home("house", new Config().GetSecret("key"));
        return new Dictionary<string, object?> { ["address"] = home.Address, ["plain"] = "text" };
    });

    /// <summary>Puts its whole configuration and environment into outputs.</summary>
    public static Task<int> EchoAsync(IReadOnlyDictionary<string, string> settings) =>
        Deployment.RunAsync(() => new Dictionary<string, object?>
        {
            ["config"] = System.Text.Json.JsonSerializer.Serialize(settings),
            ["secretKeys"] = Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS"),
            ["folder"] = Environment.CurrentDirectory,
            ["inherited"] = Environment.GetEnvironmentVariable("TEST_INHERITED"),
            ["dryRun"] = Deployment.Instance.IsDryRun,
        });

    /// <summary>As many resources as setting test:count says, all at once.</summary>
    public static Task<int> ManyAsync(IReadOnlyDictionary<string, string> settings) => Deployment.RunAsync(() =>
    {
        foreach (var number in Enumerable.Range(0, int.Parse(settings["test:count"], System.Globalization.CultureInfo.InvariantCulture)))
            _ = new Thing($"thing-{number:D5}", new() { Text = $"number {number}" });
    });
}

internal sealed class Home : ComponentResource
{
    public Home(string name, Output<string>? key) : base("acme:index:Home", name)
    {
        var door = new Thing($"{name}-door", new() { Text = key ?? Output.Create("open") }, new() { Parent = this });
        var lamp = new Thing($"{name}-lamp", new() { Text = door.Id }, new() { Parent = this });
        Address = lamp.Answer;
        RegisterOutputs(new Dictionary<string, object?> { ["address"] = Address });
    }

    public Output<string> Address { get; }
}

internal sealed class Thing(string name, ThingArgs args, CustomResourceOptions? options = null)
    : CustomResource("acme:index:Thing", name, args, options)
{
    [Output("answer")]
    public Output<string> Answer { get; private set; } = null!;
}

internal sealed class ThingArgs : ResourceArgs
{
    [Input("text")]
    public Input<string>? Text { get; set; }
}
