using System.Globalization;

namespace Stratus.Core.Hosts;

/// <summary>Instance types with KVM that are near to one without.</summary>
internal static class Ec2NearTypes
{
    // General purpose: for families of a purpose that none with KVM has, such as T.
    private const char Fallback = 'm';

    /// <summary>A virtualized type of the same purpose and size, and bare metal of the same family or its nearest kin.</summary>
    public static IEnumerable<string> Of(string family, string size)
    {
        var letter = Ec2InstanceFamilies.All.Any(one => one.Letter == family[0] && one.Metal.Length > 0) ? family[0] : Fallback;
        var metal = Ec2InstanceFamilies.All.Where(one => one.Letter == letter && one.Metal.Length > 0)
            .OrderByDescending(one => Shared(one.Name, family)).ThenBy(one => one.Name.Length).First();
        return [Nested(letter, size), $"{metal.Name}.{metal.Metal[0]}"];
    }

    private static string Nested(char letter, string size)
    {
        var families = Ec2InstanceFamilies.All.Where(one => one.Nested.Length > 0).ToArray();
        var family = families.FirstOrDefault(one => one.Letter == letter) ?? families.First(one => one.Letter == Fallback);
        var fitting = family.Nested.Where(one => Weight(one) >= Weight(size)).DefaultIfEmpty(family.Nested[^1]).First();
        return $"{family.Name}.{fitting}";
    }

    private static int Shared(string one, string other) => one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    // Twice the number before "xlarge"; what is below large counts as nothing, and a metal size as what its number says.
    private static int Weight(string size)
    {
        if (size == "large") return 1;
        if (!size.Contains("xl", StringComparison.Ordinal)) return size == "metal" ? int.MaxValue : 0;
        var digits = string.Concat(size.Where(char.IsAsciiDigit));
        return digits.Length == 0 ? 2 : 2 * int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
