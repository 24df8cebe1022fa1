using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

public sealed class SettingsFileTests
{
    [Fact]
    public void Of_an_inventory_that_never_ends_as_much_is_read_as_shows_that() =>
        SettingsFile.ReadInventory("/dev/zero").Length.ShouldBe(SettingsFile.LargestInventory + 1);
}
