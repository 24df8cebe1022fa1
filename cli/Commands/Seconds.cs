using System.CommandLine;
using System.Globalization;

namespace Stratus.Cli.Commands;

/// <summary>Options that take a time.</summary>
internal static class Seconds
{
    /// <summary>An option that takes seconds, more than 0 and at most a day.</summary>
    public static Option<double> Option(string name, string description, double standard) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400)
                return seconds;
            result.AddError($"{name} is '{result.Tokens[0].Value}'; it takes seconds, more than 0 and at most 86400, such as 120");
            return 0;
        },
    };
}
