namespace Stratus.Prober.Clocks;

/// <summary>How a node's clock stands to the conductor's.</summary>
/// <param name="Offset">By how much it is ahead; negative: behind.</param>
/// <param name="Uncertainty">By how much that may be wrong.</param>
public sealed record ClockReading(TimeSpan Offset, TimeSpan Uncertainty)
{
    /// <summary>
    /// What one round trip says. When the other clock was read is not known, only that it was on the way: half the trip either side of its
    /// middle, however unlike the way there and the way back are.
    /// </summary>
    /// <param name="sent">When the question left, by this clock.</param>
    /// <param name="trip">How long the answer took.</param>
    /// <param name="theirs">What the other clock showed.</param>
    public static ClockReading Of(DateTimeOffset sent, TimeSpan trip, DateTimeOffset theirs) => new(theirs - (sent + (trip / 2)), trip / 2);

    /// <summary>The surest of several readings: that of the shortest trip. Their mean would be worse, for delays are not errors that cancel out.</summary>
    public static ClockReading Surest(IEnumerable<ClockReading> readings) => readings.MinBy(reading => reading.Uncertainty)!;

    /// <summary>
    /// What is known of the time between two readings: everything that either allows. A clock that was set in between becomes as uncertain as
    /// it was wrong.
    /// </summary>
    public ClockReading Until(ClockReading later)
    {
        var least = Least(Offset - Uncertainty, later.Offset - later.Uncertainty);
        var most = -Least(-(Offset + Uncertainty), -(later.Offset + later.Uncertainty));
        return new((least + most) / 2, (most - least) / 2);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
