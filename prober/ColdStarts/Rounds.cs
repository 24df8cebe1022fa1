namespace Stratus.Prober.ColdStarts;

/// <summary>How often something is done to be done for all.</summary>
internal static class Rounds
{
    /// <summary>How many rounds it takes for so many, with so many in each.</summary>
    public static int Of(int all, int each) => (all + each - 1) / each;
}
