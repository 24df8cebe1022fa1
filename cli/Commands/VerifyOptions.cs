using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Stratus.Cli.Commands;

/// <summary>The options of <c>stratus verify</c>.</summary>
internal sealed class VerifyOptions
{
    /// <summary>The report.</summary>
    public Argument<string> Report { get; } = new("REPORT") { Description = "The report's file, report.json" };

    /// <summary>The public key.</summary>
    public Option<string?> Key { get; } = new("--key", "-k")
    {
        Description = "The public key of who may vouch, ECDSA P-256 as PEM; without one nothing is verified",
        HelpName = "FILE",
    };

    /// <summary>The oldest that the run may be.</summary>
    public Option<TimeSpan?> MaxAge { get; } = new("--max-age")
    {
        Description = "How long ago the run may have ended: 30m, 24h, 7d",
        HelpName = "TIME",
        CustomParser = ParseAge,
    };

    /// <summary>What is made of it.</summary>
    public ReportViewOptions Views { get; }

    /// <summary>Adds the options, and what the command line must hold, to a command.</summary>
    public VerifyOptions(Command command)
    {
        command.Arguments.Add(Report);
        foreach (var option in (Option[])[Key, MaxAge]) command.Options.Add(option);
        Views = new(command, [], Report, Key);
        command.Validators.Add(CheckTogether);
    }

    private void CheckTogether(CommandResult result)
    {
        if (OptionRules.Word(result.GetResult(Report)) is "") result.AddError("REPORT is empty; it takes a report's file");
        if (OptionRules.Word(result.GetResult(Key)) is "") result.AddError("--key is empty; it takes a public key's file");
    }

    private static TimeSpan? ParseAge(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit = text.Length < 2 ? null : text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => (TimeSpan?)null,
        };
        if (unit is { } one && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000)
            return number * one;
        result.AddError($"--max-age is '{text}'; it takes a number of minutes, hours or days, such as 30m, 24h or 7d");
        return null;
    }
}
