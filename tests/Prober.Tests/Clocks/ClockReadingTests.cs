using FsCheck;
using FsCheck.Xunit;
using Stratus.Prober.Clocks;

namespace Stratus.Prober.Tests.Clocks;

public sealed class ClockReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 500)]
    public bool The_true_offset_lies_within_the_uncertainty_however_unlike_the_ways_are(int offset, ushort there, ushort back)
    {
        var truth = TimeSpan.FromMicroseconds(offset);
        var reading = ClockReading.Of(Now, TimeSpan.FromMicroseconds(there + back), Now + TimeSpan.FromMicroseconds(there) + truth);
        return (reading.Offset - truth).Duration() <= reading.Uncertainty;
    }

    [Property(MaxTest = 500)]
    public bool The_shortest_trip_is_the_surest(NonEmptyArray<ushort> trips)
    {
        var readings = trips.Get.Select(trip => ClockReading.Of(Now, TimeSpan.FromMicroseconds(trip), Now));
        return ClockReading.Surest(readings).Uncertainty == TimeSpan.FromMicroseconds(trips.Get.Min()) / 2;
    }

    [Fact]
    public void A_clock_that_was_set_between_two_readings_is_as_uncertain_as_it_was_wrong()
    {
        var reading = new ClockReading(Ms(3000), Ms(1)).Until(new(Ms(0), Ms(2)));
        reading.Offset.ShouldBe(Ms(1499.5));
        reading.Uncertainty.ShouldBe(Ms(1501.5));
    }

    [Fact]
    public void Two_readings_that_agree_are_hardly_less_sure_than_one()
    {
        var reading = new ClockReading(Ms(3), Ms(1)).Until(new(Ms(3.2), Ms(0.5)));
        reading.ShouldBe(new ClockReading(Ms(3), Ms(1)), "2 to 4 is all that either allows");
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
