using System.Text.Json;
using Stratus.TestProgram;

// Which program this is: setting test:mode. There are no arguments, as Pulumi gives none.
var config = JsonSerializer.Deserialize<Dictionary<string, string>>(Environment.GetEnvironmentVariable("PULUMI_CONFIG")!)!;
return await (Programs.All.TryGetValue(config["test:mode"], out var program)
    ? program(config)
    : throw new InvalidOperationException($"no mode {config["test:mode"]}; there are: {string.Join(", ", Programs.All.Keys)}"));
