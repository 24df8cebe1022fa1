using System.Globalization;

namespace Stratus.Core.Networking;

/// <summary>A range of IPv4 addresses in canonical form: no host bit is set.</summary>
/// <param name="Network">The first address as a number in host order.</param>
/// <param name="Prefix">How many leading bits are fixed, 0 to 32.</param>
public readonly record struct Cidr(uint Network, int Prefix)
{
    /// <summary>The last address of the range.</summary>
    public uint Last => Network | ~MaskOf(Prefix);

    /// <summary>Reads a canonical range, <c>203.0.113.0/24</c>.</summary>
    /// <param name="text">The range.</param>
    /// <param name="cidr">The range; default where the text is none.</param>
    /// <returns>False where the text is not such a range; <see cref="Problem"/> says why.</returns>
    public static bool TryParse(string? text, out Cidr cidr)
    {
        cidr = default;
        if (Split(text) is not var (address, prefix) || (address & ~MaskOf(prefix)) != 0) return false;
        cidr = new Cidr(address, prefix);
        return true;
    }

    /// <summary>Why a text is not a canonical range, and what was probably meant.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A phrase for an error, or null where the text is a canonical range.</returns>
    public static string? Problem(string text)
    {
        if (TryParse(text, out _)) return null;
        if (Ipv4.TryParse(text, out _)) return $"the prefix length is missing; did you mean {text}/32?";
        if (Split(text) is not var (address, prefix)) return "not an IPv4 range";
        return $"address bits are set beyond the prefix; did you mean {new Cidr(address & MaskOf(prefix), prefix)}?";
    }

    /// <summary>Whether an address lies in the range.</summary>
    /// <param name="address">The address as a number in host order.</param>
    /// <returns>True where it does.</returns>
    public bool Contains(uint address) => (address & MaskOf(Prefix)) == Network;

    /// <summary>Whether an address lies in the range; false where the text is not an IPv4 address.</summary>
    /// <param name="address">The address as a dotted quad.</param>
    /// <returns>True where it does.</returns>
    public bool Contains(string? address) => Ipv4.TryParse(address, out var number) && Contains(number);

    /// <summary>Whether two ranges share an address.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True where they do.</returns>
    public bool Overlaps(Cidr other) => Contains(other.Network) || other.Contains(Network);

    /// <summary>The range as text.</summary>
    /// <returns>For example <c>203.0.113.0/24</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ipv4.Format(Network)}/{Prefix}");

    private static (uint Address, int Prefix)? Split(string? text)
    {
        var parts = (text ?? "").Split('/');
        if (parts.Length != 2 || !Ipv4.TryParse(parts[0], out var address)) return null;
        if (!byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > 32) return null;
        return parts[1].Length > 1 && parts[1][0] == '0' ? null : (address, prefix);
    }

    // A shift by 32 would be a shift by 0 in C#.
    private static uint MaskOf(int prefix) => prefix == 0 ? 0 : uint.MaxValue << (32 - prefix);
}
