using System.Globalization;

namespace Stratus.Core.Proof;

/// <summary>Numbers as everything that speaks of the proof writes them.</summary>
public static class Figures
{
    /// <summary>A number with its thousands apart.</summary>
    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and its unit; below ten with a decimal where it has one.</summary>
    public static string Number(double number, string unit) =>
        number.ToString(Math.Abs(number) < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture) + unit;

    /// <summary>A count of things.</summary>
    public static string Count(int count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>A time in milliseconds.</summary>
    public static string Milliseconds(TimeSpan time) => Number(time.TotalMilliseconds, " ms");

    /// <summary>A share as a signed percentage.</summary>
    public static string Percent(double share) => share.ToString("+0 %;−0 %;0 %", CultureInfo.InvariantCulture);
}
