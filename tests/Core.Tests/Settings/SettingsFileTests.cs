using Stratus.Core.Files;
using Stratus.Core.Settings;

namespace Stratus.Core.Tests.Settings;

public sealed class SettingsFileTests
{
    [Fact]
    public void An_inventory_that_never_ends_is_refused() =>
        Should.Throw<InputFileException>(() => SettingsFile.ReadInventory("/dev/zero")).Problem.ShouldStartWith("it is larger than 1 MiB");
}
