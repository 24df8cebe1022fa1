using System.Globalization;

namespace Stratus.Core.Networking;

/// <summary>IPv4 addresses as numbers. Stricter than <see cref="System.Net.IPAddress"/>, which takes <c>1</c> and <c>0x7f.1</c> for addresses.</summary>
public static class Ipv4
{
    /// <summary>Reads a dotted quad without leading zeros, <c>192.0.2.10</c>.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The address as a number in host order; 0 where the text is none.</param>
    /// <returns>False where the text is not such an address.</returns>
    public static bool TryParse(string? text, out uint address)
    {
        address = 0;
        var parts = (text ?? "").Split('.');
        if (parts.Length != 4) return false;
        var result = 0u;
        foreach (var part in parts)
        {
            if (!TryParseByte(part, out var value)) return false;
            result = (result << 8) | value;
        }

        address = result;
        return true;
    }

    /// <summary>The dotted quad of an address.</summary>
    /// <param name="address">The address as a number in host order.</param>
    /// <returns>For example <c>192.0.2.10</c>.</returns>
    public static string Format(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");

    // Some readers take a leading zero for octal, so one text would name two addresses.
    private static bool TryParseByte(string part, out byte value) =>
        byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value) && (part.Length == 1 || part[0] != '0');
}
