using System.Globalization;
using System.Text.RegularExpressions;

namespace Stratus.Core.Settings.Formats;

/// <summary>When a CronJob runs: five fields of numbers, <c>*</c>, lists, ranges and steps.</summary>
internal static partial class CronSchedule
{
    private static readonly (string Name, int Least, int Most)[] Fields =
        [("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12), ("day of the week", 0, 6)];

    /// <summary>What is wrong with a schedule; null for nothing.</summary>
    public static string? Problem(string text)
    {
        var fields = text.Split(' ');
        if (fields.Length != Fields.Length) return "it does not have five fields with one space between them";
        return Fields.Zip(fields).Where(pair => !IsField(pair.Second, pair.First.Least, pair.First.Most))
            .Select(pair => $"the {pair.First.Name} is not {pair.First.Least} to {pair.First.Most}, *, or a list, range or step of these").FirstOrDefault();
    }

    private static bool IsField(string field, int least, int most) => field.Split(',').All(item =>
        Item().Match(item) is { Success: true } match
        && Number(match, "from", least) >= least && Number(match, "to", most) <= most
        && Number(match, "from", least) <= Number(match, "to", most)
        && Number(match, "step", 1) > 0);

    private static int Number(Match match, string name, int absent) =>
        match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : absent;

    [GeneratedRegex(@"\A(\*|(?<from>[0-9]{1,2})(-(?<to>[0-9]{1,2}))?)(/(?<step>[0-9]{1,2}))?\z")]
    private static partial Regex Item();
}
