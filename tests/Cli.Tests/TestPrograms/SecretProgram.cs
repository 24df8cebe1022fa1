using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Stratus.TestProgram;

/// <summary>Programs that handle a secret well, and badly.</summary>
internal static class SecretProgram
{
    /// <summary>Every form in which a secret can reach the engine.</summary>
    public static async Task<int> RegisterAsync()
    {
        using var raw = new RawProgram();
        var stack = await raw.RegisterStackAsync();
        var request = new RegisterResourceRequest
        {
            Type = "acme:index:Thing",
            Name = "safe",
            Parent = stack,
            Custom = true,
            Object = new(),
            AcceptSecrets = true
        };
        request.Object.Fields["password"] = Secret(Value.ForString(Programs.Canary));
        request.Object.Fields["nested"] = Value.ForStruct(new() { Fields = { ["list"] = Value.ForList(Secret(Secret(Value.ForString(Programs.Canary)))) } });
        request.Object.Fields["declared"] = Value.ForString(Programs.Canary);
        request.AdditionalSecretOutputs.Add("declared");
        request.ReplacementTrigger = Secret(Value.ForString(Programs.Canary));
        var response = await raw.Monitor.RegisterResourceAsync(request);
        var outputs = new RegisterResourceOutputsRequest
        {
            Urn = stack,
            Outputs = new() { Fields = { ["kept"] = response.Object.Fields["password"] } }
        };
        await raw.Monitor.RegisterResourceOutputsAsync(outputs);
        await raw.Engine.LogAsync(new() { Severity = LogSeverity.Warning, Message = $"using {Programs.Canary} now", Urn = response.Urn });
        return await raw.FinishAsync();
    }

    /// <summary>Registers a secret, prints it and fails.</summary>
    public static async Task<int> PrintAsync()
    {
        await RegisterAsync();
        Console.WriteLine($"about to fail with {Programs.Canary}");
        return 1;
    }

    private static Value Secret(Value value) => Value.ForStruct(new()
    {
        Fields = { ["4dabf18193072939515e22adb298388d"] = Value.ForString("1b47061264138c4ac30d75fd1eb44270"), ["value"] = value },
    });
}
