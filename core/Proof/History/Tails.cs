namespace Stratus.Core.Proof.History;

/// <summary>How likely a value at least as large is.</summary>
internal static class Tails
{
    /// <summary>Under the standard normal distribution. Abramowitz and Stegun 26.2.17: off by less than 7.5e-8.</summary>
    public static double Normal(double z)
    {
        if (z < 0) return 1 - Normal(-z);
        var t = 1 / (1 + 0.2316419 * z);
        var sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * sum;
    }

    /// <summary>Under Student's distribution with whole degrees of freedom. Abramowitz and Stegun 26.7.3 and 26.7.4: exact.</summary>
    public static double Student(double t, int degrees)
    {
        if (double.IsInfinity(t)) return t > 0 ? 0 : 1;
        var angle = Math.Atan(t / Math.Sqrt(degrees));
        var (sine, cosine) = Math.SinCos(angle);
        var isOdd = degrees % 2 == 1;
        var (term, sum) = isOdd ? (cosine, degrees == 1 ? 0 : cosine) : (1.0, 1.0);
        for (var k = isOdd ? 3 : 2; k < degrees; k += 2)
        {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        var within = isOdd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
        return (1 - within) / 2;
    }
}
