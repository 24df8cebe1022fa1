using Stratus.Core.Files;

namespace Stratus.Core.Settings;

/// <summary>Reads files that hold settings, which a person wrote: none is large.</summary>
public static class SettingsFile
{
    /// <summary>The largest inventory, in bytes.</summary>
    public const int LargestInventory = 1 << 20;

    /// <summary>The text of an inventory.</summary>
    /// <inheritdoc cref="InputFile.Read" />
    public static string ReadInventory(string path, CancellationToken cancellation = default) => InputFile.ReadText(path, InputKind.Inventory, cancellation);
}
