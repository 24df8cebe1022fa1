using FsCheck.Xunit;
using Stratus.Core.Networking;

namespace Stratus.Core.Tests.Networking;

public sealed class CidrTests
{
    [Theory]
    [InlineData("0.0.0.0/0", 0u, uint.MaxValue)]
    [InlineData("128.0.0.0/1", 0x80000000u, uint.MaxValue)]
    [InlineData("192.0.2.0/24", 0xC0000200u, 0xC00002FFu)]
    [InlineData("255.255.255.255/32", uint.MaxValue, uint.MaxValue)]
    public void A_canonical_range_is_read(string text, uint first, uint last)
    {
        Cidr.TryParse(text, out var range).ShouldBeTrue();
        (range.Network, range.Last, range.ToString()).ShouldBe((first, last, text));
        Cidr.Problem(text).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0/8")]
    [InlineData("10.0.0.256/32")]
    [InlineData("10.0.0.01/32")]
    [InlineData("10.0.0.1/31")]
    [InlineData("+10.0.0.0/8")]
    [InlineData(" 10.0.0.0/8")]
    public void Anything_else_is_refused(string? text)
    {
        Cidr.TryParse(text, out var range).ShouldBeFalse();
        range.ShouldBe(default);
        Cidr.Problem(text ?? "").ShouldNotBeNull();
    }

    [Property(MaxTest = 1000)]
    public bool A_range_holds_its_first_and_last_address_and_none_beside(uint address, byte bits)
    {
        var range = At(address, bits % 33);
        return range.Contains(range.Network) && range.Contains(range.Last) && range.Contains(address)
            && (range.Network == 0 || !range.Contains(range.Network - 1)) && (range.Last == uint.MaxValue || !range.Contains(range.Last + 1));
    }

    [Property(MaxTest = 1000)]
    public bool Ranges_overlap_exactly_where_they_share_an_address(uint one, byte bits, uint other, byte otherBits)
    {
        var (a, b) = (At(one, bits % 33), At(other, otherBits % 33));
        return a.Overlaps(b) == (a.Network <= b.Last && b.Network <= a.Last) && a.Overlaps(b) == b.Overlaps(a);
    }

    [Property(MaxTest = 1000)]
    public bool An_address_survives_being_written(uint address) => Ipv4.TryParse(Ipv4.Format(address), out var read) && read == address;

    [Fact]
    public void An_address_that_is_no_IPv4_lies_in_no_range() => At(0, 0).Contains("fd00:ec2::254").ShouldBeFalse();

    [Fact]
    public void Metadata_services_are_found_in_a_range()
    {
        CloudMetadata.Within(At(0, 0)).ShouldBe(["169.254.169.254", "168.63.129.16", "100.100.100.200"]);
        CloudMetadata.Within(At(0x0A000000, 8)).ShouldBeEmpty();
    }

    private static Cidr At(uint address, int prefix) => new(prefix == 0 ? 0 : address & (uint.MaxValue << (32 - prefix)), prefix);
}
